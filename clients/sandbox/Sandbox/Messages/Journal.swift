/// Every accepted message, oldest first: the record that tells whether one was sent twice.
struct Journal: Sendable {
    private var messages: [AcceptedMessage] = []
    /// How many of the oldest messages were forgotten to stay within the limit.
    private(set) var forgotten = 0
    private let limit: Int

    init(limit: Int = Limits.journalMessagesMax) {
        self.limit = limit
    }

    /// How many messages were accepted, forgotten ones included.
    var count: Int { forgotten + messages.count }

    /// The number of the next message.
    var nextNumber: Int { count + 1 }

    subscript(number: Int) -> AcceptedMessage? {
        let index = number - 1 - forgotten
        return messages.indices.contains(index) ? messages[index] : nil
    }

    /// Appends the next message; at the limit the oldest tenth is forgotten first.
    mutating func append(_ message: AcceptedMessage) {
        precondition(message.number == nextNumber, "messages are numbered without a gap")
        if messages.count >= limit {
            let dropped = max(1, limit / 10)
            messages.removeFirst(dropped)
            forgotten += dropped
        }
        messages.append(message)
    }

    mutating func update(_ number: Int, _ change: (inout AcceptedMessage) -> Void) {
        let index = number - 1 - forgotten
        guard messages.indices.contains(index) else { return }
        change(&messages[index])
    }

    /// The first `limit` messages after a number that a filter lets pass.
    func page(
        after number: Int, limit: Int, where isWanted: (AcceptedMessage) -> Bool
    ) -> [AcceptedMessage] {
        let start = min(max(0, number - forgotten), messages.count)
        var page: [AcceptedMessage] = []
        for message in messages[start...] where isWanted(message) {
            if page.count == limit { break }
            page.append(message)
        }
        return page
    }
}
