import Notifications
import SQLite
import StoreCore

/// Statements on queues.
enum QueueSQL: Int, StatementText {
    case find, insert, all

    var text: String {
        switch self {
        case .find:
            """
            SELECT queue FROM queues
            WHERE merchant = ?1 AND plugin = ?2 AND state = ?3 AND language = ?4 AND replay = ?5
            """
        case .insert:
            """
            INSERT INTO queues (merchant, plugin, state, language, replay)
            VALUES (?1, ?2, ?3, ?4, ?5)
            """
        case .all:
            "SELECT queue, plugin, state, language, replay FROM queues WHERE merchant = ?1"
        }
    }
}

/// Queues: what notifications stand in.
struct QueueTable {
    private let statements: Statements<QueueSQL>
    private let connection: Connection

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
        self.connection = connection
    }

    func find(_ key: QueueKey, of merchant: MerchantKey) throws(SQLiteError) -> QueueID? {
        try statements[.find].first(values(of: key, merchant)) { row in
            QueueID(rawValue: row.integer())
        }
    }

    func insert(_ key: QueueKey, of merchant: MerchantKey) throws(SQLiteError) -> QueueID {
        try statements[.insert].run(values(of: key, merchant))
        return QueueID(rawValue: connection.lastInsertedRow)
    }

    /// All of the merchant's, with something pending in them or not.
    func all(of merchant: MerchantKey) throws(SQLiteError) -> [(id: QueueID, key: QueueKey)] {
        try statements[.all].all([.integer(merchant.row)]) { row throws(SQLiteError) in
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
