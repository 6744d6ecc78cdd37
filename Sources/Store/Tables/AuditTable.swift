internal import Notifications
internal import SQLite

/// What people did.
struct AuditTable {
    private let insert: Statement
    private let page: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        insert = try connection.prepare(AuditSQL.insert)
        page = try connection.prepare(AuditSQL.page)
    }

    func insert(_ entry: AuditEntry, of merchant: MerchantKey) throws(SQLiteError) {
        try insert.run([
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
        return try page.all(keys) { row throws(SQLiteError) in
            let number = row.integer()
            let entry = AuditEntry(
                at: row.time(), actor: row.id(), action: try row.word(), subject: row.text(),
                detail: row.text(), rows: row.number())
            return (number, entry)
        }
    }
}
