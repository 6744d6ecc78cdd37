/// The plan of a message's statuses: which, and when after the message was accepted.
///
/// A pure value made in one place, so that other plans (a failure, a status that never comes,
/// a wrong order) are other scripts and nothing else.
struct StatusScript: Sendable, Hashable {
    struct Step: Sendable, Hashable {
        let status: MessageStatus
        /// When it happened: time since the message was accepted, stated as `timestamp`.
        let happened: Duration
        /// When it is told: time since the message was accepted.
        var offset: Duration
        /// Whether the webhook carries the price: `sent` does, and one later status.
        let carriesPricing: Bool
        /// The code of the error that a `failed` carries.
        var failureCode: Int?
    }

    var steps: [Step]
    /// Whether a status waits until the one before it was acknowledged.
    var isOrdered = true
    /// Steps that are told once more, without waiting for anything.
    var copies: [Step] = []
    var form = ReceiptForm()

    /// Statuses at their times; `failureCode` is the error of those that failed.
    init(_ statuses: [MessageStatus], at offsets: [Duration], failureCode: Int = 131_026) {
        var isArrivalPriced = false
        steps = zip(statuses, offsets).map { status, offset in
            let isPriced = status == .sent || (status.isArrival && !isArrivalPriced)
            isArrivalPriced = isArrivalPriced || status.isArrival
            return Step(
                status: status, happened: offset, offset: offset, carriesPricing: isPriced,
                failureCode: status == .failed ? failureCode : nil)
        }
    }

    /// Every message arrives: `sent`, `delivered` and, if wished, `read`, one delay apart.
    static func arrival(delay: Duration, withRead: Bool) -> StatusScript {
        let statuses = StatusDelays.usual(withRead: withRead)
        return StatusScript(statuses, at: statuses.indices.map { delay * ($0 + 1) })
    }

    /// The message was accepted and then failed with a code of Meta's, never sent.
    static func failure(code: Int, after time: Duration) -> StatusScript {
        StatusScript([.failed], at: [time], failureCode: code)
    }
}
