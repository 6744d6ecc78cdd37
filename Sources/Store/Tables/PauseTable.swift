internal import Notifications
internal import SQLite

/// What people paused.
struct PauseTable {
    private let concerning: Statement
    private let insert: Statement
    private let delete: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        concerning = try connection.prepare(PauseSQL.concerning)
        insert = try connection.prepare(PauseSQL.insert)
        delete = try connection.prepare(PauseSQL.delete)
    }

    /// A pause, its row number, and the merchant that it was asked for.
    struct Stored {
        let row: Int64
        let merchant: MerchantKey
        let pause: Pause
    }

    /// The merchant's own, and those of its numbers that others asked for; oldest first.
    func concerning(_ merchant: MerchantKey) throws(SQLiteError) -> [Stored] {
        try concerning.all([.integer(merchant.row)]) { row throws(SQLiteError) in
            let number = row.integer()
            let owner = MerchantKey(row: row.integer(), id: row.id())
            let scope = try Self.decode(row.text(), row.text())
            let pause = Pause(
                merchant: owner.id, scope: scope, reason: row.text(), actor: row.id(),
                since: row.time())
            return Stored(row: number, merchant: owner, pause: pause)
        }
    }

    func insert(_ pause: Pause, of merchant: MerchantKey) throws(SQLiteError) {
        let (scope, value) = Self.encode(pause.scope)
        try insert.run([
            .integer(merchant.row), .text(scope), .text(value), .text(pause.reason),
            .id(pause.actor), .time(pause.since),
        ])
    }

    func delete(_ stored: Stored) throws(SQLiteError) {
        try delete.run([.integer(stored.merchant.row), .integer(stored.row)])
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
