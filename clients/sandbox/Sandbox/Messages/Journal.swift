/// Every accepted message, oldest first: the record that tells whether one was sent twice.
struct Journal: Sendable {
    private var messages: Ledger<AcceptedMessage>

    init(limit: Int = Limits.journalMessagesMax) {
        messages = Ledger(limit: limit)
    }

    /// How many messages were accepted, forgotten ones included.
    var count: Int { messages.count }
    var forgotten: Int { messages.forgotten }
    /// The number of the next message.
    var nextNumber: Int { messages.nextNumber }

    subscript(number: Int) -> AcceptedMessage? { messages[number] }

    mutating func append(_ message: AcceptedMessage) {
        precondition(message.number == nextNumber, "messages are numbered without a gap")
        messages.append(message)
    }

    mutating func update(_ number: Int, _ change: (inout AcceptedMessage) -> Void) {
        messages.update(number, change)
    }

    /// The newest message that a filter lets pass.
    func last(where isWanted: (AcceptedMessage) -> Bool) -> AcceptedMessage? {
        messages.last(where: isWanted)
    }

    /// The first `limit` messages after a number that a filter lets pass.
    func page(
        after number: Int, limit: Int, where isWanted: (AcceptedMessage) -> Bool
    ) -> [AcceptedMessage] {
        messages.page(after: number, limit: limit, where: isWanted)
    }
}
