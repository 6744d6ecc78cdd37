import Notifications
import SQLite
import StoreCore

/// Statements on what people paused.
enum PauseSQL: Int, StatementText {
    case concerning, insert, delete

    private static let columns = """
        p.pause, p.merchant, m.id, p.scope, p.value, p.reason, p.actor, p.created_at
        """

    var text: String {
        switch self {
        case .concerning:
            """
            SELECT \(Self.columns) FROM pauses AS p JOIN merchants AS m ON m.merchant = p.merchant
            WHERE p.merchant = ?1
            UNION
            SELECT \(Self.columns) FROM authenticators AS a
            JOIN pauses AS p ON p.scope = 'number' AND p.value = a.phone_number_id
            JOIN merchants AS m ON m.merchant = p.merchant
            JOIN authenticators AS o ON o.merchant = p.merchant AND o.phone_number_id = p.value
              AND (o.app IN (a.app, a.replaced_app) OR o.replaced_app = a.app)
            WHERE a.merchant = ?1
            ORDER BY 1
            """
        case .insert:
            """
            INSERT INTO pauses (merchant, scope, value, reason, actor, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """
        case .delete: "DELETE FROM pauses WHERE merchant = ?1 AND pause = ?2"
        }
    }
}

/// What people paused.
struct PauseTable {
    private let statements: Statements<PauseSQL>

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
    }

    /// The merchant's own, and those of its numbers that others asked for; oldest first.
    func concerning(_ merchant: MerchantKey) throws(SQLiteError) -> [StoredPause] {
        try statements[.concerning].all([.integer(merchant.row)]) { row throws(SQLiteError) in
            let number = row.integer()
            let owner = MerchantKey(row: row.integer(), id: row.id())
            let scope = try Self.decode(row.text(), row.text())
            let pause = Pause(
                merchant: owner.id, scope: scope, reason: row.text(), actor: row.id(),
                since: row.time())
            return StoredPause(row: number, merchant: owner, pause: pause)
        }
    }

    func insert(_ pause: Pause, of merchant: MerchantKey) throws(SQLiteError) {
        let (scope, value) = Self.encode(pause.scope)
        try statements[.insert].run([
            .integer(merchant.row), .text(scope), .text(value), .text(pause.reason),
            .id(pause.actor), .time(pause.since),
        ])
    }

    func delete(_ stored: StoredPause) throws(SQLiteError) {
        try statements[.delete].run([.integer(stored.merchant.row), .integer(stored.row)])
    }

    private static func encode(_ scope: PauseScope) -> (scope: String, value: String) {
        switch scope {
        case .merchant: ("merchant", "")
        case .number(let number): ("number", number.rawValue)
        case .template(let name, let language): ("template", "\(name) (\(language))")
        }
    }

    /// A template stands as its attempts name it; Meta's names have no blank.
    private static func decode(
        _ scope: String, _ value: String
    ) throws(SQLiteError) -> PauseScope {
        switch scope {
        case "merchant": return .merchant
        case "number": return .number(PhoneNumberID(rawValue: value))
        case "template":
            let parts = value.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[1].count > 2 else {
                throw .unreadable("a paused template")
            }
            return .template(
                name: String(parts[0]), language: String(parts[1].dropFirst().dropLast()))
        default: throw .unreadable("a pause's scope")
        }
    }
}
