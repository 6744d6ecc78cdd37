internal import Notifications
internal import SQLite

/// What people sent once more, by the keys of their requests.
struct ResendTable {
    private let find: Statement
    private let insert: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        find = try connection.prepare(ReplaySQL.findResend)
        insert = try connection.prepare(ReplaySQL.insertResend)
    }

    /// Whether the notification was resent by the key.
    func contains(
        _ key: ResendKey, of notification: Int64, merchant: MerchantKey
    ) throws(SQLiteError) -> Bool {
        let keys: [Value] = [.integer(merchant.row), .integer(notification), .id(key)]
        return try find.first(keys) { row in row.integer() } != nil
    }

    func insert(
        _ key: ResendKey, by actor: ActorName, of notification: Int64, merchant: MerchantKey,
        at now: Timestamp
    ) throws(SQLiteError) {
        try insert.run([
            .integer(merchant.row), .integer(notification), .id(key), .id(actor), .time(now),
        ])
    }
}
