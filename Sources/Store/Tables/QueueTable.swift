internal import Notifications
internal import SQLite

/// Queues: what notifications stand in.
struct QueueTable {
    private let find: Statement
    private let insert: Statement
    private let all: Statement
    private let connection: Connection

    init(_ connection: Connection) throws(SQLiteError) {
        self.connection = connection
        find = try connection.prepare(QueueSQL.find)
        insert = try connection.prepare(QueueSQL.insert)
        all = try connection.prepare(QueueSQL.all)
    }

    func find(_ key: QueueKey, of merchant: MerchantKey) throws(SQLiteError) -> QueueID? {
        try find.first(values(of: key, merchant)) { row in QueueID(rawValue: row.integer()) }
    }

    func insert(_ key: QueueKey, of merchant: MerchantKey) throws(SQLiteError) -> QueueID {
        try insert.run(values(of: key, merchant))
        return QueueID(rawValue: connection.lastInsertedRow)
    }

    /// All of the merchant's, with something pending in them or not.
    func all(of merchant: MerchantKey) throws(SQLiteError) -> [(id: QueueID, key: QueueKey)] {
        try all.all([.integer(merchant.row)]) { row throws(SQLiteError) in
            (QueueID(rawValue: row.integer()), try Self.key(&row, of: merchant.id))
        }
    }

    private func values(of key: QueueKey, _ merchant: MerchantKey) -> [Value] {
        [
            .integer(merchant.row), .word(key.plugin), .word(key.state), .word(key.language),
            .flag(key.isReplay),
        ]
    }

    /// Reads plugin, state, language and replay.
    static func key(
        _ row: inout Row, of merchant: MerchantID
    ) throws(SQLiteError) -> QueueKey {
        QueueKey(
            merchant: merchant, plugin: try row.word(), state: try row.word(),
            language: try row.word(), isReplay: row.integer() != 0)
    }
}
