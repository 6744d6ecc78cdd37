import Notifications
import SQLite
import StoreCore

/// What erasures look at across all merchants.
enum AllErasuresSQL: Int, StatementText {
    case running, hasHidden, lastNotification, removePerson
    case sessions, notifications, wishes, merchants

    var text: String {
        switch self {
        case .running:
            """
            SELECT \(ErasureSQL.columns) FROM \(ErasureSQL.source)
            WHERE e.status = 'running' ORDER BY e.erasure LIMIT 256
            """
        case .hasHidden: "SELECT EXISTS (SELECT 1 FROM erased_wishes WHERE merchant > 0)"
        case .lastNotification: "SELECT max(notification) FROM notifications"
        case .removePerson:
            "DELETE FROM conversations WHERE portfolio_id = ?1 AND phone_number = ?2"
        case .sessions:
            """
            SELECT merchant, session, phone_number, updated_at FROM sessions
            WHERE session > ?1 AND session <= ?2 AND phone_number IS NOT NULL
            """
        case .notifications:
            """
            SELECT merchant, session, phone_number, created_at FROM notifications
            WHERE notification > ?1 AND notification <= ?2 AND phone_number <> ''
            """
        case .wishes:
            "SELECT merchant, 0, phone_number, changed_at FROM opt_outs WHERE opt_out > 0"
        case .merchants: "SELECT merchant, id FROM merchants WHERE merchant > 0"
        }
    }
}

/// Where a number stands, across all merchants.
struct ErasedTable {
    private let statements: Statements<AllErasuresSQL>

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
    }

    /// Those that began first come first; at most 256.
    func running() throws(SQLiteError) -> [StoredErasure] {
        try statements[.running].all([], ErasureTable.read)
    }

    /// Whether words of somebody who was erased are kept.
    func hasHidden() throws(SQLiteError) -> Bool {
        try statements[.hasHidden].first { row in row.integer() != 0 } ?? false
    }

    func lastNotification() throws(SQLiteError) -> Int64 {
        try statements[.lastNotification].first { row in row.integer() } ?? 0
    }

    func removePerson(_ phone: PhoneNumber, of portfolio: String) throws(SQLiteError) {
        try statements[.removePerson].run([.text(portfolio), .text(phone.e164)])
    }

    /// A row with a number, and when the number was put there.
    struct Mention {
        let merchant: Int64
        let session: Int64
        let phone: PhoneNumber
        let at: Timestamp
    }

    /// Sessions behind the row, up to the other one.
    func sessions(after row: Int64, through last: Int64) throws(SQLiteError) -> [Mention] {
        try mentions(.sessions, [.integer(row), .integer(last)])
    }

    /// Notifications behind the row, up to the other one.
    func notifications(after row: Int64, through last: Int64) throws(SQLiteError) -> [Mention] {
        try mentions(.notifications, [.integer(row), .integer(last)])
    }

    /// Everybody who said what they want, of no session.
    func wishes() throws(SQLiteError) -> [Mention] { try mentions(.wishes, []) }

    private func mentions(
        _ statement: AllErasuresSQL, _ values: [Value]
    ) throws(SQLiteError) -> [Mention] {
        try statements[statement].all(values) { row in
            Mention(
                merchant: row.integer(), session: row.integer(),
                phone: PhoneNumber(checkedE164: row.text()), at: row.time())
        }
    }

    /// All merchants by their rows.
    func merchants() throws(SQLiteError) -> [Int64: MerchantKey] {
        let keys = try statements[.merchants].all { row in
            MerchantKey(row: row.integer(), id: row.id())
        }
        return Dictionary(uniqueKeysWithValues: keys.map { ($0.row, $0) })
    }
}
