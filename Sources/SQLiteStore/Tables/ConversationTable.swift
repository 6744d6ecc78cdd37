import Notifications
import SQLite

/// Statements on the people whom portfolios wrote to in the last day.
enum ConversationSQL: Int, StatementText {
    case find, put, removeOld, removeAll
    case count, first, inOrder, after
    case recentAttempts

    var text: String {
        switch self {
        case .find:
            """
            SELECT last_sent_at FROM conversations WHERE portfolio_id = ?1 AND phone_number = ?2
            """
        case .put:
            """
            INSERT INTO conversations (portfolio_id, phone_number, last_sent_at) VALUES (?1, ?2, ?3)
            ON CONFLICT (portfolio_id, phone_number)
              DO UPDATE SET last_sent_at = max(last_sent_at, ?3)
            """
        case .removeOld:
            """
            DELETE FROM conversations WHERE portfolio_id = ?1 AND phone_number IN (
              SELECT phone_number FROM conversations
              WHERE portfolio_id = ?1 AND last_sent_at <= ?2 ORDER BY last_sent_at LIMIT ?3)
            """
        case .removeAll: "DELETE FROM conversations WHERE portfolio_id = ?1"
        case .count:
            "SELECT count(*) FROM conversations WHERE portfolio_id = ?1 AND last_sent_at > ?2"
        case .first: "SELECT min(last_sent_at) FROM conversations WHERE portfolio_id = ?1"
        case .inOrder:
            """
            SELECT last_sent_at FROM conversations WHERE portfolio_id = ?1
            ORDER BY last_sent_at LIMIT 1 OFFSET ?2
            """
        case .after:
            """
            SELECT last_sent_at FROM conversations WHERE portfolio_id = ?1 AND last_sent_at > ?2
            ORDER BY last_sent_at LIMIT 1
            """
        case .recentAttempts:
            """
            SELECT a.attempt, a.phone_number_id, a.armed_at, n.phone_number
            FROM attempts AS a CROSS JOIN notifications AS n ON n.notification = a.notification
            WHERE a.attempt < ?1 ORDER BY a.attempt DESC LIMIT ?2
            """
        }
    }
}

/// The people whom portfolios with a limit wrote to in the last day, each once.
struct ConversationTable {
    private let statements: Statements<ConversationSQL>

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
    }

    /// When the person was written to last; nil: not lately.
    func find(
        _ person: PhoneNumber, of portfolio: String
    ) throws(SQLiteError) -> Timestamp? {
        try statements[.find].first([.text(portfolio), .text(person.e164)]) { row in row.time() }
    }

    func put(
        _ person: PhoneNumber, of portfolio: String, at moment: Timestamp
    ) throws(SQLiteError) {
        try statements[.put].run([.text(portfolio), .text(person.e164), .time(moment)])
    }

    /// Removes people who were last written to at the moment or before, at most so many; gives their
    /// number.
    func remove(
        until moment: Timestamp, of portfolio: String, limit: Int
    ) throws(SQLiteError) -> Int {
        try statements[.removeOld].run([.text(portfolio), .time(moment), .integer(limit)])
    }

    func removeAll(of portfolio: String) throws(SQLiteError) {
        try statements[.removeAll].run([.text(portfolio)])
    }

    /// People who were written to after the moment.
    func count(of portfolio: String, after moment: Timestamp) throws(SQLiteError) -> Int {
        try statements[.count].first([.text(portfolio), .time(moment)]) { row in row.number() } ?? 0
    }

    /// The first of all the last messages.
    func first(of portfolio: String) throws(SQLiteError) -> Timestamp? {
        try statements[.first].first([.text(portfolio)]) { row in row.optionalTime() } ?? nil
    }

    /// The last message to the person at the place, counted from 0, in the order of time.
    func moment(at place: Int, of portfolio: String) throws(SQLiteError) -> Timestamp? {
        try statements[.inOrder].first([.text(portfolio), .integer(place)]) { row in row.time() }
    }

    /// The first last message after the moment.
    func moment(after moment: Timestamp, of portfolio: String) throws(SQLiteError) -> Timestamp? {
        try statements[.after].first([.text(portfolio), .time(moment)]) { row in row.time() }
    }

    /// Newest first; at most `limit` before the attempt with the number.
    func attempts(before number: Int64, limit: Int) throws(SQLiteError) -> [UncountedRecipients
        .Sent]
    {
        try statements[.recentAttempts].all([.integer(number), .integer(limit)]) { row in
            UncountedRecipients.Sent(
                attempt: row.integer(), number: row.id(), at: row.time(),
                person: PhoneNumber(checkedE164: row.text()))
        }
    }
}
