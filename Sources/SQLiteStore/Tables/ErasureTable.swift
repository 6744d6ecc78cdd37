import Notifications
import SQLite
import StoreCore

/// Statements on erasures.
enum ErasureSQL: Int, StatementText {
    case find, insert, update
    case sessions, notifications, names
    case clearSession, clearAttempts, clearNotifications
    case removeNames, removeName, removeWishes
    case hideWish, hiddenWishes, removeHidden

    /// The columns of an erasure, as ``ErasureTable`` reads them.
    static let columns = """
        e.erasure, m.merchant, m.id, e.phone_number, e.step, e.position, e.name, e.id, e.actor,
        e.status, e.sessions, e.notifications, e.withdrawn, e.created_at, e.updated_at
        """

    static let source = "erasures AS e JOIN merchants AS m ON m.merchant = e.merchant"

    /// The plus has SQLite go by the numbers of rows, a few at a time.
    private static let rows = "+merchant = ?1 AND phone_number = ?2"

    /// The session's notifications for the number.
    private static let own = "\(rows) AND session = ?3"

    private static let clearSessionText = """
        UPDATE sessions SET phone_number = NULL, customer_name = NULL, order_number = NULL,
          checkout_link = NULL, checkout_link_expires_at = NULL
        WHERE \(Self.own)
        """

    private static let clearNotificationsText = """
        UPDATE notifications SET phone_number = '', customer_name = NULL, order_number = NULL,
          checkout_link = NULL, checkout_link_expires_at = NULL
        WHERE \(Self.own)
        """

    private static let insertText = """
        INSERT INTO erasures (merchant, id, phone_number, actor, status, step, position, name,
          sessions, notifications, withdrawn, created_at, updated_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        """

    private static let updateText = """
        UPDATE erasures SET phone_number = ?3, status = ?4, step = ?5, position = ?6, name = ?7,
          sessions = ?8, notifications = ?9, withdrawn = ?10, updated_at = ?11
        WHERE merchant = ?1 AND erasure = ?2
        """

    var text: String {
        switch self {
        case .find:
            """
            SELECT \(Self.columns) FROM \(Self.source)
            WHERE e.merchant = ?1 AND e.id = ?2
            """
        case .insert: Self.insertText
        case .update: Self.updateText
        case .sessions:
            "SELECT session FROM sessions WHERE \(Self.rows) AND session BETWEEN ?3 AND ?4"
        case .notifications:
            """
            SELECT DISTINCT session FROM notifications
            WHERE \(Self.rows) AND notification BETWEEN ?3 AND ?4
            """
        case .names:
            """
            SELECT name FROM customer_names WHERE merchant = ?1 AND name > ?2 ORDER BY name LIMIT ?3
            """
        case .clearSession: Self.clearSessionText
        case .clearAttempts:
            """
            UPDATE attempts SET rendered_text = '', detail = '', message_id = NULL
            WHERE notification IN (SELECT notification FROM notifications WHERE \(Self.own))
            """
        case .clearNotifications: Self.clearNotificationsText
        case .removeNames:
            """
            DELETE FROM customer_names
            WHERE merchant = ?1 AND name > ?2 AND name <= ?3 AND phone_number = ?4
            """
        case .removeName: "DELETE FROM customer_names WHERE merchant = ?1 AND name = ?2"
        case .removeWishes: "DELETE FROM opt_outs WHERE merchant = ?1 AND phone_number = ?2"
        case .hideWish:
            """
            INSERT OR REPLACE INTO erased_wishes (merchant, phone_code, category, opted_out, source,
              changed_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """
        case .hiddenWishes:
            """
            SELECT category, opted_out, source, changed_at FROM erased_wishes
            WHERE merchant = ?1 AND phone_code = ?2
            """
        case .removeHidden: "DELETE FROM erased_wishes WHERE merchant = ?1 AND phone_code = ?2"
        }
    }
}

/// Customers who are to be erased.
struct ErasureTable {
    private let statements: Statements<ErasureSQL>

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
    }

    func find(
        _ id: ErasureID, of merchant: MerchantKey
    ) throws(SQLiteError) -> StoredErasure? {
        try statements[.find].first([.integer(merchant.row), .id(id)], Self.read)
    }

    func insert(
        _ erasure: Erasure, of phone: PhoneNumber, _ merchant: MerchantKey
    ) throws(SQLiteError) {
        try statements[.insert].run(
            [
                .integer(merchant.row), .id(erasure.id), .text(phone.e164), .id(erasure.actor),
                .word(erasure.status),
            ] + Self.values(of: .first) + Self.values(of: erasure.found) + [
                .time(erasure.createdAt), .time(erasure.updatedAt),
            ])
    }

    func update(
        _ erasure: Erasure, _ step: ErasureStep, over stored: StoredErasure
    ) throws(SQLiteError) {
        let phone = erasure.status == .running ? stored.phone : nil
        try statements[.update].run(
            [
                .integer(stored.merchant.row), .integer(stored.row), .text(phone?.e164),
                .word(erasure.status),
            ] + Self.values(of: step) + Self.values(of: erasure.found) + [
                .time(erasure.updatedAt)
            ])
    }

    private static func values(of found: Erasure.Found) -> [Value] {
        [.integer(found.sessions), .integer(found.notifications), .integer(found.withdrawn)]
    }

    /// Reads ``ErasureSQL/columns``.
    static func read(_ row: inout Row) throws(SQLiteError) -> StoredErasure {
        let number = row.integer()
        let merchant = MerchantKey(row: row.integer(), id: row.id())
        let phone = row.optionalText().map { PhoneNumber(checkedE164: $0) }
        let step = try step(&row)
        let erasure = Erasure(
            id: row.id(), merchant: merchant.id, actor: row.id(), status: try row.word(),
            found: Erasure.Found(
                sessions: row.number(), notifications: row.number(), withdrawn: row.number()),
            createdAt: row.time(), updatedAt: row.time())
        return StoredErasure(
            row: number, merchant: merchant, phone: phone, step: step, erasure: erasure)
    }
}

// MARK: - Steps

extension ErasureTable {
    private static func values(of step: ErasureStep) -> [Value] {
        switch step {
        case .sessions(let row): [.text("sessions"), .integer(row), .text("")]
        case .notifications(let row): [.text("notifications"), .integer(row), .text("")]
        case .names(let name): [.text("names"), .integer(0), .text(name)]
        case .end: [.text("end"), .integer(0), .text("")]
        }
    }

    private static func step(_ row: inout Row) throws(SQLiteError) -> ErasureStep {
        let word = row.text()
        let position = row.integer()
        let name = row.text()
        switch word {
        case "sessions": return .sessions(after: position)
        case "notifications": return .notifications(after: position)
        case "names": return .names(after: name)
        case "end": return .end
        default: throw .unreadable("an erasure's step")
        }
    }

    /// Sessions for the number among the rows.
    func sessions(
        for phone: PhoneNumber, _ merchant: MerchantKey, in rows: ClosedRange<Int64>
    ) throws(SQLiteError) -> [Int64] {
        try found(.sessions, phone, merchant, rows)
    }

    /// Sessions with a notification for the number among the rows.
    func sessionsOfNotifications(
        for phone: PhoneNumber, _ merchant: MerchantKey, in rows: ClosedRange<Int64>
    ) throws(SQLiteError) -> [Int64] {
        try found(.notifications, phone, merchant, rows)
    }

    private func found(
        _ statement: ErasureSQL, _ phone: PhoneNumber, _ merchant: MerchantKey,
        _ rows: ClosedRange<Int64>
    ) throws(SQLiteError) -> [Int64] {
        try statements[statement].all([
            .integer(merchant.row), .text(phone.e164), .integer(rows.lowerBound),
            .integer(rows.upperBound),
        ]) { row in row.integer() }
    }

    /// Removes what the session says of the customer; gives how many notifications did.
    func clear(
        _ phone: PhoneNumber, fromSession row: Int64, of merchant: MerchantKey
    ) throws(SQLiteError) -> Int {
        let keys: [Value] = [.integer(merchant.row), .text(phone.e164), .integer(row)]
        try statements[.clearSession].run(keys)
        try statements[.clearAttempts].run(keys)
        return try statements[.clearNotifications].run(keys)
    }

    /// Removes the number from names behind this one; gives the last that was looked at, nil for none.
    func removeNames(
        of phone: PhoneNumber, _ merchant: MerchantKey, after name: String, limit: Int
    ) throws(SQLiteError) -> String? {
        let names = try statements[.names].all([
            .integer(merchant.row), .text(name), .integer(limit),
        ]) { row in row.text() }
        guard let last = names.last else { return nil }
        try statements[.removeNames].run([
            .integer(merchant.row), .text(name), .text(last), .text(phone.e164),
        ])
        return last
    }

    func removeName(spelling phone: PhoneNumber, _ merchant: MerchantKey) throws(SQLiteError) {
        try statements[.removeName].run([
            .integer(merchant.row), .text(String(phone.e164.dropFirst())),
        ])
    }
}

// MARK: - What they want

extension ErasureTable {
    func removeWishes(of phone: PhoneNumber, _ merchant: MerchantKey) throws(SQLiteError) {
        try statements[.removeWishes].run([.integer(merchant.row), .text(phone.e164)])
    }

    func hide(
        _ word: OptOut, _ code: ErasureFile.Code, _ merchant: MerchantKey
    ) throws(SQLiteError) {
        try statements[.hideWish].run([
            .integer(merchant.row), .blob(code), .word(word.category), .flag(word.isOptedOut),
            .word(word.source), .time(word.changedAt),
        ])
    }

    func hidden(
        _ code: ErasureFile.Code, _ merchant: MerchantKey
    ) throws(SQLiteError) -> [OptOut] {
        try statements[.hiddenWishes].all([.integer(merchant.row), .blob(code)]) {
            row throws(SQLiteError) in
            OptOut(
                category: try row.word(), isOptedOut: row.integer() != 0, source: try row.word(),
                changedAt: row.time())
        }
    }

    func removeHidden(
        _ code: ErasureFile.Code, _ merchant: MerchantKey
    ) throws(SQLiteError) {
        try statements[.removeHidden].run([.integer(merchant.row), .blob(code)])
    }
}
