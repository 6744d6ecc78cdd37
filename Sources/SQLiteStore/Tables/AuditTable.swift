import Notifications
import SQLite
import StoreCore

/// Statements on what people did.
enum AuditSQL: Int, StatementText {
    case insert, page

    var text: String {
        switch self {
        case .insert:
            """
            INSERT INTO audit (merchant, at, actor, action, subject, detail, rows)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """
        case .page:
            """
            SELECT entry, at, actor, action, subject, detail, rows FROM audit
            WHERE merchant = ?1 AND entry < ?2 ORDER BY entry DESC LIMIT ?3
            """
        }
    }
}

/// What people did.
struct AuditTable {
    private let statements: Statements<AuditSQL>

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
    }

    func insert(_ entry: AuditEntry, of merchant: MerchantKey) throws(SQLiteError) {
        try statements[.insert].run([
            .integer(merchant.row), .time(entry.at), .id(entry.actor), .word(entry.action),
            .text(entry.subject), .text(entry.detail), .integer(entry.rows),
        ])
    }

    /// Newest first, each with its number.
    func page(
        before number: Int64?, limit: Int, of merchant: MerchantKey
    ) throws(SQLiteError) -> [(number: Int64, entry: AuditEntry)] {
        let keys: [Value] = [
            .integer(merchant.row), .integer(number ?? .max), .integer(limit),
        ]
        return try statements[.page].all(keys) { row throws(SQLiteError) in
            let number = row.integer()
            let entry = AuditEntry(
                at: row.time(), actor: row.id(), action: try row.word(), subject: row.text(),
                detail: row.text(), rows: row.number())
            return (number, entry)
        }
    }
}
