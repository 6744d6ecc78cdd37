internal import Notifications
internal import SQLite

/// The names that Meta gives customers beside the numbers that were dialled.
struct NameTable {
    private let phones: Statement
    private let insert: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        phones = try connection.prepare(NameSQL.phones)
        insert = try connection.prepare(NameSQL.insert)
    }

    /// The numbers that were dialled for the name; several where the same customer can be dialled in
    /// more than one way.
    func phones(
        named name: String, _ merchant: MerchantKey
    ) throws(SQLiteError) -> [PhoneNumber] {
        try phones.all([.integer(merchant.row), .text(name)]) { row in
            PhoneNumber(checkedE164: row.text())
        }
    }

    func put(
        _ name: String, of phone: PhoneNumber, _ merchant: MerchantKey
    ) throws(SQLiteError) {
        try insert.run([.integer(merchant.row), .text(name), .text(phone.e164)])
    }
}
