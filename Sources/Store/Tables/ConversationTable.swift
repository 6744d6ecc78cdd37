internal import Notifications
internal import SQLite

/// The people whom portfolios with a limit wrote to in the last day, each once.
struct ConversationTable {
    private let find: Statement
    private let put: Statement
    private let removeOld: Statement
    private let removeAll: Statement
    private let count: Statement
    private let first: Statement
    private let inOrder: Statement
    private let after: Statement
    private let recentAttempts: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        find = try connection.prepare(ConversationSQL.find)
        put = try connection.prepare(ConversationSQL.put)
        removeOld = try connection.prepare(ConversationSQL.removeOld)
        removeAll = try connection.prepare(ConversationSQL.removeAll)
        count = try connection.prepare(ConversationSQL.count)
        first = try connection.prepare(ConversationSQL.first)
        inOrder = try connection.prepare(ConversationSQL.inOrder)
        after = try connection.prepare(ConversationSQL.after)
        recentAttempts = try connection.prepare(ConversationSQL.recentAttempts)
    }

    /// When the person was written to last; nil: not lately.
    func find(
        _ person: PhoneNumber, of portfolio: String
    ) throws(SQLiteError) -> Timestamp? {
        try find.first([.text(portfolio), .text(person.e164)]) { row in row.time() }
    }

    func put(
        _ person: PhoneNumber, of portfolio: String, at moment: Timestamp
    ) throws(SQLiteError) {
        try put.run([.text(portfolio), .text(person.e164), .time(moment)])
    }

    /// Removes people who were last written to at the moment or before, at most so many; gives their
    /// number.
    func remove(
        until moment: Timestamp, of portfolio: String, limit: Int
    ) throws(SQLiteError) -> Int {
        try removeOld.run([.text(portfolio), .time(moment), .integer(limit)])
    }

    func removeAll(of portfolio: String) throws(SQLiteError) {
        try removeAll.run([.text(portfolio)])
    }

    /// People who were written to after the moment.
    func count(of portfolio: String, after moment: Timestamp) throws(SQLiteError) -> Int {
        try count.first([.text(portfolio), .time(moment)]) { row in row.number() } ?? 0
    }

    /// The first of all the last messages.
    func first(of portfolio: String) throws(SQLiteError) -> Timestamp? {
        try first.first([.text(portfolio)]) { row in row.optionalTime() } ?? nil
    }

    /// The last message to the person at the place, counted from 0, in the order of time.
    func moment(at place: Int, of portfolio: String) throws(SQLiteError) -> Timestamp? {
        try inOrder.first([.text(portfolio), .integer(place)]) { row in row.time() }
    }

    /// The first last message after the moment.
    func moment(after moment: Timestamp, of portfolio: String) throws(SQLiteError) -> Timestamp? {
        try after.first([.text(portfolio), .time(moment)]) { row in row.time() }
    }

    /// Newest first; at most `limit` before the attempt with the number.
    func attempts(before number: Int64, limit: Int) throws(SQLiteError) -> [PeopleBacklog.Sent] {
        try recentAttempts.all([.integer(number), .integer(limit)]) { row in
            PeopleBacklog.Sent(
                attempt: row.integer(), number: row.id(), at: row.time(),
                person: PhoneNumber(checkedE164: row.text()))
        }
    }
}
