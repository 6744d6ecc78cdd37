/// A message that was answered with 200: from here on the customer counts it as sent.
struct AcceptedMessage: Sendable, Hashable {
    /// The message's place among all accepted ones, from 1.
    let number: Int
    let wamid: Wamid
    let wabaID: String
    let phoneNumberID: String
    let displayPhoneNumber: String
    let request: MessageRequest
    let templateID: String
    let category: TemplateCategory
    let rendered: RenderedMessage
    /// Seconds since 1970.
    let acceptedAt: Double
    /// Whether the message waits for the assessment of its template.
    var isHeld = false
    /// The rule that spoilt the answer.
    var fault: String?
    /// The statuses whose webhooks were sent at least once, in that order.
    var statuses: [SentStatus] = []

    struct SentStatus: Sendable, Hashable {
        let status: MessageStatus
        /// Unix seconds, as the webhook states them.
        let timestamp: Int
        /// How often the webhook was sent.
        var tries: Int
        var isAcknowledged: Bool
        /// What the receiver answered to the last try.
        var lastResult: DeliveryResult
    }

    /// Notes one try to tell a status.
    mutating func note(_ status: MessageStatus, timestamp: Int, _ result: DeliveryResult) {
        guard let index = statuses.firstIndex(where: { $0.status == status }) else {
            statuses.append(
                SentStatus(
                    status: status, timestamp: timestamp, tries: 1,
                    isAcknowledged: result.isAcknowledged, lastResult: result))
            return
        }
        statuses[index].tries += 1
        statuses[index].lastResult = result
        statuses[index].isAcknowledged = statuses[index].isAcknowledged || result.isAcknowledged
    }
}
