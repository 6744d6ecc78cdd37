internal import Notifications
internal import SQLite

/// What recipients want.
struct OptOutTable {
    private let find: Statement
    private let put: Statement
    private let page: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        find = try connection.prepare(OptOutSQL.find)
        put = try connection.prepare(OptOutSQL.put)
        page = try connection.prepare(OptOutSQL.page)
    }

    /// All that was said for the phone, one word a category.
    func all(
        of phone: PhoneNumber, merchant: MerchantKey
    ) throws(SQLiteError) -> [OptOut] {
        try find.all([.integer(merchant.row), .text(phone.e164)], Self.read)
    }

    /// Writes the word over the one that was said of its category before.
    func put(
        _ word: OptOut, of phone: PhoneNumber, merchant: MerchantKey
    ) throws(SQLiteError) {
        try put.run([
            .integer(merchant.row), .text(phone.e164), .word(word.category),
            .flag(word.isOptedOut), .word(word.source), .time(word.changedAt),
        ])
    }

    /// Opt-outs that stand, newest first, each with its row number; at most `limit`.
    func page(
        before row: Int64?, limit: Int, of merchant: MerchantKey
    ) throws(SQLiteError) -> [(row: Int64, recipient: Recipient)] {
        try page.all([.integer(merchant.row), .integer(row ?? .max), .integer(limit)]) {
            row throws(SQLiteError) in
            let number = row.integer()
            let phone = PhoneNumber(checkedE164: row.text())
            return (number, Recipient(phone: phone, optOuts: [try Self.read(&row)]))
        }
    }

    private static func read(_ row: inout Row) throws(SQLiteError) -> OptOut {
        OptOut(
            category: try row.word(), isOptedOut: row.integer() != 0, source: try row.word(),
            changedAt: row.time())
    }
}
