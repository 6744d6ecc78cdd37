/// What a status webhook says of a message.
enum MessageStatus: String, Sendable, CaseIterable {
    case sent, delivered, read
}

/// The plan of a message's statuses: which, and when after the message was accepted.
///
/// A pure value made in one place, so that other plans (a failure, a status that never comes,
/// a wrong order) are other scripts and nothing else.
struct StatusScript: Sendable, Hashable {
    struct Step: Sendable, Hashable {
        let status: MessageStatus
        /// Time since the message was accepted.
        let offset: Duration
        /// Whether the webhook carries the price: `sent` does, and one later status.
        let carriesPricing: Bool
    }

    let steps: [Step]

    /// Every message arrives: `sent`, `delivered` and, if wished, `read`, one delay apart.
    static func arrival(delay: Duration, withRead: Bool) -> StatusScript {
        let statuses: [MessageStatus] =
            withRead ? [.sent, .delivered, .read] : [.sent, .delivered]
        return StatusScript(
            steps: statuses.enumerated().map { index, status in
                Step(status: status, offset: delay * (index + 1), carriesPricing: status != .read)
            })
    }
}
