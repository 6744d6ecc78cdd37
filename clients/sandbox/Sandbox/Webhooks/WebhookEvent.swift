/// One thing that a receiver is told, by a webhook of its own.
struct WebhookEvent: Sendable, Hashable {
    enum Content: Sendable, Hashable {
        /// A status of the message with this number in the journal.
        case status(MessageStatus, message: Int, timestamp: Int, carriesPricing: Bool)
        /// A finished body.
        case management(JSON)
    }

    let content: Content
    /// The uptime at which it happens; it is told then or later.
    let due: Duration
}
