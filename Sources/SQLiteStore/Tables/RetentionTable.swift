import Notifications
import SQLite
import StoreCore

/// Statements of the sweeps of what is past its days, across all merchants.
enum RetentionSQL: Int, StatementText {
    case position, putPosition, attempts, removeTexts
    case sessions, due, putDue, removeDue, age
    case clearSession, clearNotifications, clearAttempts
    case names, seeName, removeName
    case oldestSession, lastSession, lastAttempt

    /// The last that happened to a session, and whether something of it may still be sent.
    private static let ageText = """
        SELECT max(s.updated_at, coalesce(h.updated_at, 0),
            coalesce((SELECT max(n.updated_at) FROM notifications AS n
              WHERE n.session = s.session), 0),
            coalesce((SELECT max(c.received_at) FROM state_changes AS c
              WHERE c.session = s.session), 0)),
          EXISTS (SELECT 1 FROM notifications AS n WHERE n.session = s.session
            AND n.status IN ('held', 'pending', 'armed', 'uncertain'))
          OR EXISTS (SELECT 1 FROM replays AS r
            WHERE r.status = 'running' AND r.merchant = s.merchant)
        FROM sessions AS s LEFT JOIN session_states AS h ON h.session = s.session
        WHERE s.session = ?1
        """

    private static let clearSessionText = """
        UPDATE sessions SET phone_number = NULL, customer_name = NULL, order_number = NULL,
          checkout_link = NULL, checkout_link_expires_at = NULL
        WHERE session = ?1 AND (phone_number IS NOT NULL OR customer_name IS NOT NULL
          OR order_number IS NOT NULL OR checkout_link IS NOT NULL)
        """

    private static let clearNotificationsText = """
        UPDATE notifications SET phone_number = '', customer_name = NULL, order_number = NULL,
          checkout_link = NULL, checkout_link_expires_at = NULL
        WHERE session = ?1 AND phone_number <> ''
        """

    var text: String {
        switch self {
        case .position: "SELECT position FROM retention WHERE subject = ?1"
        case .putPosition:
            """
            INSERT INTO retention (subject, position) VALUES (?1, ?2)
            ON CONFLICT (subject) DO UPDATE SET position = excluded.position
            """
        case .attempts:
            "SELECT attempt, armed_at FROM attempts WHERE attempt > ?1 ORDER BY attempt LIMIT ?2"
        case .removeTexts:
            """
            UPDATE attempts SET rendered_text = ''
            WHERE attempt BETWEEN ?1 AND ?2 AND rendered_text <> ''
            """
        case .sessions:
            "SELECT session, created_at FROM sessions WHERE session > ?1 ORDER BY session LIMIT ?2"
        case .due:
            """
            SELECT session FROM retention_later WHERE subject = ?1 AND due_at <= ?2
            ORDER BY due_at LIMIT ?3
            """
        case .putDue:
            """
            INSERT INTO retention_later (subject, session, due_at) VALUES (?1, ?2, ?3)
            ON CONFLICT (subject, session) DO UPDATE SET due_at = excluded.due_at
            """
        case .removeDue: "DELETE FROM retention_later WHERE subject = ?1 AND session = ?2"
        case .age: Self.ageText
        case .clearSession: Self.clearSessionText
        case .clearNotifications: Self.clearNotificationsText
        case .clearAttempts:
            """
            UPDATE attempts SET rendered_text = '', detail = '', message_id = NULL
            WHERE notification IN (SELECT notification FROM notifications WHERE session = ?1)
            """
        case .names:
            """
            SELECT merchant, name, phone_number, seen_at FROM customer_names
            WHERE (merchant, name, phone_number) > (?1, ?2, ?3)
            ORDER BY merchant, name, phone_number LIMIT ?4
            """
        case .seeName:
            """
            UPDATE customer_names SET seen_at = ?4
            WHERE merchant = ?1 AND name = ?2 AND phone_number = ?3
            """
        case .removeName:
            "DELETE FROM customer_names WHERE merchant = ?1 AND name = ?2 AND phone_number = ?3"
        case .oldestSession:
            "SELECT created_at FROM sessions WHERE session > 0 ORDER BY session LIMIT 1"
        case .lastSession: "SELECT max(session) FROM sessions"
        case .lastAttempt: "SELECT max(attempt) FROM attempts"
        }
    }
}

/// What is past its days.
struct RetentionTable {
    private let statements: Statements<RetentionSQL>

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
    }

    func position(of subject: RetentionSubject) throws(SQLiteError) -> Int64 {
        try statements[.position].first([.word(subject)]) { row in row.integer() } ?? 0
    }

    func put(_ position: Int64, of subject: RetentionSubject) throws(SQLiteError) {
        try statements[.putPosition].run([.word(subject), .integer(position)])
    }

    func attempts(after row: Int64, limit: Int) throws(SQLiteError) -> [AgedRow] {
        try statements[.attempts].all([.integer(row), .integer(limit)], Self.aged)
    }

    func sessions(after row: Int64, limit: Int) throws(SQLiteError) -> [AgedRow] {
        try statements[.sessions].all([.integer(row), .integer(limit)], Self.aged)
    }

    private static func aged(_ row: inout Row) -> AgedRow {
        AgedRow(row: row.integer(), madeAt: row.time())
    }

    func removeTexts(of attempts: ClosedRange<Int64>) throws(SQLiteError) -> Int {
        try statements[.removeTexts].run([
            .integer(attempts.lowerBound), .integer(attempts.upperBound),
        ])
    }

    // MARK: Sessions

    func due(
        for subject: RetentionSubject, at now: Timestamp, limit: Int
    ) throws(SQLiteError) -> [Int64] {
        try statements[.due].all([.word(subject), .time(now), .integer(limit)]) { row in
            row.integer()
        }
    }

    func put(
        _ moment: Timestamp, ofSession row: Int64, for subject: RetentionSubject
    ) throws(SQLiteError) {
        try statements[.putDue].run([.word(subject), .integer(row), .time(moment)])
    }

    func removeDue(ofSession row: Int64, for subject: RetentionSubject) throws(SQLiteError) {
        try statements[.removeDue].run([.word(subject), .integer(row)])
    }

    func age(ofSession row: Int64) throws(SQLiteError) -> SessionAge? {
        try statements[.age].first([.integer(row)]) { row in
            SessionAge(changedAt: row.time(), isLive: row.integer() != 0)
        }
    }

    /// Whether there was something to clear.
    func clearCustomer(ofSession row: Int64) throws(SQLiteError) -> Bool {
        let session = try statements[.clearSession].run([.integer(row)])
        let notifications = try statements[.clearNotifications].run([.integer(row)])
        if notifications > 0 { try statements[.clearAttempts].run([.integer(row)]) }
        return session + notifications > 0
    }

    /// When the oldest session was made; nil: there is none.
    func oldestSession() throws(SQLiteError) -> Timestamp? {
        try statements[.oldestSession].first { row in row.time() }
    }

    /// The number of the last session; 0: there is none.
    func lastSession() throws(SQLiteError) -> Int64 {
        try statements[.lastSession].first { row in row.integer() } ?? 0
    }

    /// The number of the last attempt; 0: there is none.
    func lastAttempt() throws(SQLiteError) -> Int64 {
        try statements[.lastAttempt].first { row in row.integer() } ?? 0
    }

    // MARK: Names

    func names(after name: CustomerName?, limit: Int) throws(SQLiteError) -> [CustomerName] {
        let place: [Value] = name.map(Self.key(of:)) ?? [.integer(0), .text(""), .text("")]
        return try statements[.names].all(place + [.integer(limit)]) { row in
            CustomerName(
                merchant: row.integer(), name: row.text(),
                phone: PhoneNumber(checkedE164: row.text()), seenAt: Self.seen(&row))
        }
    }

    private static func seen(_ row: inout Row) -> Timestamp? {
        let moment = row.time()
        return moment.milliseconds == 0 ? nil : moment
    }

    func see(_ name: CustomerName, at moment: Timestamp) throws(SQLiteError) {
        try statements[.seeName].run(Self.key(of: name) + [.time(moment)])
    }

    func remove(_ name: CustomerName) throws(SQLiteError) {
        try statements[.removeName].run(Self.key(of: name))
    }

    private static func key(of name: CustomerName) -> [Value] {
        [.integer(name.merchant), .text(name.name), .text(name.phone.e164)]
    }
}
