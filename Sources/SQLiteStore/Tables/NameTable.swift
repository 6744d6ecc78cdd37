import Notifications
import SQLite
import StoreCore

/// Statements on the names that Meta gives customers.
enum NameSQL: Int, StatementText {
    case phones, insert

    /// In milliseconds: a name is written again once a week, and not with each message.
    private static let week = 7 * 86_400_000

    var text: String {
        switch self {
        case .phones:
            "SELECT phone_number FROM customer_names WHERE merchant = ?1 AND name = ?2 LIMIT 16"
        case .insert:
            """
            INSERT INTO customer_names (merchant, name, phone_number, seen_at)
            VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET seen_at = ?4 WHERE seen_at < ?4 - \(Self.week)
            """
        }
    }
}

/// The names that Meta gives customers beside the numbers that were dialled.
struct NameTable {
    private let statements: Statements<NameSQL>

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
    }

    /// The numbers that were dialled for the name; several where the same customer can be dialled in
    /// more than one way.
    func phones(
        named name: String, _ merchant: MerchantKey
    ) throws(SQLiteError) -> [PhoneNumber] {
        try statements[.phones].all([.integer(merchant.row), .text(name)]) { row in
            PhoneNumber(checkedE164: row.text())
        }
    }

    /// Writes that Meta gave the name at the moment.
    func put(
        _ name: String, of phone: PhoneNumber, _ merchant: MerchantKey, at now: Timestamp
    ) throws(SQLiteError) {
        try statements[.insert].run([
            .integer(merchant.row), .text(name), .text(phone.e164), .time(now),
        ])
    }
}
