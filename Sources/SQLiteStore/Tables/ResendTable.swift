import Notifications
import SQLite
import StoreCore

/// Statements on what people send once more.
enum ResendSQL: Int, StatementText {
    case find, insert

    var text: String {
        switch self {
        case .find:
            """
            SELECT requested_at FROM resends
            WHERE merchant = ?1 AND notification = ?2 AND resend_key = ?3
            """
        case .insert:
            """
            INSERT INTO resends (merchant, notification, resend_key, actor, requested_at)
            VALUES (?1, ?2, ?3, ?4, ?5)
            """
        }
    }
}

/// What people sent once more, by the keys of their requests.
struct ResendTable {
    private let statements: Statements<ResendSQL>

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
    }

    /// Whether the notification was resent by the key.
    func contains(
        _ key: ResendKey, of notification: Int64, merchant: MerchantKey
    ) throws(SQLiteError) -> Bool {
        let keys: [Value] = [.integer(merchant.row), .integer(notification), .id(key)]
        return try statements[.find].first(keys) { row in row.integer() } != nil
    }

    func insert(
        _ key: ResendKey, by actor: ActorName, of notification: Int64, merchant: MerchantKey,
        at now: Timestamp
    ) throws(SQLiteError) {
        try statements[.insert].run([
            .integer(merchant.row), .integer(notification), .id(key), .id(actor), .time(now),
        ])
    }
}
