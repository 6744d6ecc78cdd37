import Notifications
import SQLite
import StoreCore

/// Statements on what recipients want.
enum OptOutSQL: Int, StatementText {
    case find, put, page

    /// The columns of a word, as ``OptOutTable`` reads them.
    private static let columns = "category, opted_out, source, changed_at"

    var text: String {
        switch self {
        case .find:
            """
            SELECT \(Self.columns) FROM opt_outs
            WHERE merchant = ?1 AND phone_number = ?2 ORDER BY category
            """
        case .put:
            """
            INSERT INTO opt_outs (merchant, phone_number, category, opted_out, source, changed_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (merchant, phone_number, category) DO UPDATE
            SET opted_out = excluded.opted_out, source = excluded.source,
              changed_at = excluded.changed_at
            """
        case .page:
            """
            SELECT opt_out, phone_number, \(Self.columns) FROM opt_outs
            WHERE merchant = ?1 AND opted_out = 1 AND opt_out < ?2
            ORDER BY opt_out DESC LIMIT ?3
            """
        }
    }
}

/// What recipients want.
struct OptOutTable {
    private let statements: Statements<OptOutSQL>

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
    }

    /// All that was said for the phone, one word a category.
    func all(
        of phone: PhoneNumber, merchant: MerchantKey
    ) throws(SQLiteError) -> [OptOut] {
        try statements[.find].all([.integer(merchant.row), .text(phone.e164)], Self.read)
    }

    /// Writes the word over the one that was said of its category before.
    func put(
        _ word: OptOut, of phone: PhoneNumber, merchant: MerchantKey
    ) throws(SQLiteError) {
        try statements[.put].run([
            .integer(merchant.row), .text(phone.e164), .word(word.category),
            .flag(word.isOptedOut), .word(word.source), .time(word.changedAt),
        ])
    }

    /// Opt-outs that stand, newest first, each with its row number; at most `limit`.
    func page(
        before row: Int64?, limit: Int, of merchant: MerchantKey
    ) throws(SQLiteError) -> [(row: Int64, recipient: Recipient)] {
        try statements[.page].all([.integer(merchant.row), .integer(row ?? .max), .integer(limit)])
        {
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
