/// What a status webhook says of a message: a word of Meta's, or one that nobody knows.
struct MessageStatus: RawRepresentable, Sendable, Hashable {
    let rawValue: String

    init(rawValue: String) {
        self.rawValue = rawValue
    }

    static let sent = MessageStatus(rawValue: "sent")
    static let delivered = MessageStatus(rawValue: "delivered")
    static let read = MessageStatus(rawValue: "read")
    static let failed = MessageStatus(rawValue: "failed")

    /// Whether it says that the message reached the customer.
    var isArrival: Bool { self == .delivered || self == .read }
}
