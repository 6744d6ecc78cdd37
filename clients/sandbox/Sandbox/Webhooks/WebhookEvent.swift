/// One thing that a receiver is told.
struct WebhookEvent: Sendable, Hashable {
    enum Content: Sendable, Hashable {
        case status(StatusUpdate)
        /// A finished change.
        case change(WebhookChange)
        /// The exact bytes of an earlier body, told once more.
        case copy([UInt8])
    }

    let content: Content
    /// The uptime at which it happens; it is told then or later.
    let due: Duration
}

/// One element of a body's `changes`, and the account whose entry it stands in.
struct WebhookChange: Sendable, Hashable {
    let wabaID: String
    let field: String
    let value: [String: JSON]
    /// Unix seconds of the entry: management webhooks carry them, messages and statuses do not.
    var time: Int?
}
