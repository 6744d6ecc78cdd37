import Notifications
import SQLite
import StoreCore

/// Statements on notifications.
///
/// A plus before the merchant keeps SQLite from looking for a session's notifications by way of all
/// of its merchant's.
enum NotificationSQL: Int, StatementText {
    case find, ofSession, ofSameSession, outlinesOfSession, insert, update, end, postpone
    case takeOver, move
    case latest, latestOfSession, changed, changedOfSession, kept
    case countHeldSinceRestore, heldSinceRestore

    /// The columns of a notification, as ``NotificationTable`` reads them.
    private static let columns = """
        n.notification, n.session, n.revision, n.queue, q.plugin, q.replay, s.channel, n.id, s.id, n.state,
        n.status, n.status_reason, n.code, n.phone_number, n.language, n.customer_name, n.amount, n.currency,
        n.order_number, n.checkout_link, n.checkout_link_expires_at, n.created_at, n.updated_at,
        n.expires_at, n.due_at, n.attempts_spent, n.attempt_number, n.withdrawn,
        n.resends, n.possible_duplicate, n.duplicate_confirmed, n.origin
        """

    /// A notification with its session and its queue.
    private static let source = """
        notifications AS n JOIN sessions AS s ON s.session = n.session
        JOIN queues AS q ON q.queue = n.queue
        """

    /// Its status as people see it; `?5` is a list of the queues that are held.
    private static let shownStatus = """
        CASE WHEN n.status = 'pending' AND n.queue IN (SELECT value FROM json_each(?5)) THEN 'held'
          ELSE n.status END
        """

    private static let keptOnes = """
        SELECT n.id FROM notifications AS n
        WHERE n.merchant = ?1 AND n.status_reason = '\(Notification.refusedReason)'
          AND n.status = 'pending' AND EXISTS (
            SELECT 1 FROM attempts AS a
            WHERE a.notification = n.notification AND a.number = n.attempt_number
              AND a.phone_number_id = ?2 AND (?3 IS NULL OR a.template = ?3))
        LIMIT ?4
        """

    private static let heldOnes = """
        notifications WHERE merchant = ?1 AND status_reason = '\(HoldReason.restored.rawValue)'
          AND status = 'held'
        """

    private static let takeOverText = """
        UPDATE notifications SET status = ?3, status_reason = ?4, code = ?5, updated_at = ?6,
          expires_at = ?7, due_at = ?8, attempts_spent = ?9, withdrawn = ?10, origin = ?11,
          phone_number = ?12, language = ?13, customer_name = ?14, amount = ?15, currency = ?16,
          order_number = ?17, checkout_link = ?18, checkout_link_expires_at = ?19,
          revision = ?20, queue = ?21
        WHERE merchant = ?1 AND notification = ?2
        """

    var text: String {
        switch self {
        case .find:
            """
            SELECT \(Self.columns) FROM \(Self.source)
            WHERE n.merchant = ?1 AND n.id = ?2
            """
        case .kept: Self.keptOnes
        case .countHeldSinceRestore: "SELECT count(*) FROM \(Self.heldOnes)"
        case .heldSinceRestore:
            "SELECT id FROM \(Self.heldOnes) ORDER BY notification LIMIT ?2"
        case .ofSession:
            """
            SELECT \(Self.columns) FROM \(Self.source)
            WHERE +n.merchant = ?1 AND n.session = ?2
            """
        case .ofSameSession:
            """
            SELECT \(Self.columns) FROM \(Self.source)
            WHERE +n.merchant = ?1 AND n.session = (
              SELECT e.session FROM notifications AS e WHERE e.merchant = ?1 AND e.id = ?2)
            """
        case .outlinesOfSession:
            """
            SELECT notification, id, state, status, status_reason, withdrawn, attempt_number, origin,
              created_at
            FROM notifications WHERE +merchant = ?1 AND session = ?2
            """
        case .insert:
            """
            INSERT INTO notifications (merchant, session, id, state, status, status_reason, code,
              phone_number, language, customer_name, amount, currency, order_number, checkout_link,
              checkout_link_expires_at, created_at, updated_at, expires_at, due_at, attempts_spent,
              attempt_number, withdrawn, revision, queue, origin)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
              ?19, ?20, ?21, ?22, ?23, ?24, ?25)
            """
        case .update:
            """
            UPDATE notifications SET status = ?3, status_reason = ?4, code = ?5, updated_at = ?6,
              expires_at = ?7, due_at = ?8, attempts_spent = ?9, attempt_number = ?10,
              withdrawn = ?11, resends = ?12, possible_duplicate = ?13, duplicate_confirmed = ?14,
              revision = ?15
            WHERE merchant = ?1 AND notification = ?2
            """
        case .end:
            """
            UPDATE notifications SET status = ?3, status_reason = ?4, code = ?5, updated_at = ?6,
              revision = ?7
            WHERE merchant = ?1 AND notification = ?2
            """
        case .postpone:
            "UPDATE notifications SET due_at = ?3 WHERE merchant = ?1 AND notification = ?2"
        case .takeOver: Self.takeOverText
        case .move:
            "UPDATE notifications SET queue = ?3 WHERE merchant = ?1 AND notification = ?2"
        case .latest, .latestOfSession, .changed, .changedOfSession:
            page
        }
    }

    private var page: String {
        let isLatest = self == .latest || self == .latestOfSession
        let isOfSession = self == .latestOfSession || self == .changedOfSession
        let position = isLatest ? "n.revision < ?2" : "n.revision > ?2"
        let order = isLatest ? "n.revision DESC" : "n.revision"
        let scope = isOfSession ? "+n.merchant = ?1 AND n.session = ?6" : "n.merchant = ?1"
        return """
            SELECT \(Self.columns) FROM \(Self.source)
            WHERE \(scope) AND \(position) AND (?3 IS NULL OR ?3 = \(Self.shownStatus))
            ORDER BY \(order) LIMIT ?4
            """
    }
}

/// The intents to tell customers.
struct NotificationTable {
    private let statements: Statements<NotificationSQL>

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
    }

    func find(_ id: NotificationID, of merchant: MerchantKey) throws(SQLiteError)
        -> StoredNotification?
    {
        try statements[.find].first([.integer(merchant.row), .id(id)], Self.read)
    }

    /// Those that Meta refused from the number and that are kept, of one template or, with nil, of all;
    /// at most `limit`.
    func kept(
        of merchant: MerchantKey, from number: PhoneNumberID, _ template: String?, limit: Int
    ) throws(SQLiteError) -> [NotificationID] {
        try statements[.kept].all([
            .integer(merchant.row), .id(number), .text(template), .integer(limit),
        ]) { row in row.id() }
    }

    /// How many are held because they tell of what happened before a restore.
    func heldSinceRestoreCount(of merchant: MerchantKey) throws(SQLiteError) -> Int {
        try statements[.countHeldSinceRestore].first([.integer(merchant.row)]) { row in
            row.number()
        } ?? 0
    }

    /// Those, oldest first; at most `limit`.
    func heldSinceRestore(
        of merchant: MerchantKey, limit: Int
    ) throws(SQLiteError) -> [NotificationID] {
        try statements[.heldSinceRestore].all([.integer(merchant.row), .integer(limit)]) { row in
            row.id()
        }
    }

    /// Oldest first; they are few, and SQLite would make a temporary table to sort them.
    func all(of session: Int64, merchant: MerchantKey) throws(SQLiteError) -> [StoredNotification] {
        try statements[.ofSession].all([.integer(merchant.row), .integer(session)], Self.read)
            .sorted { $0.row < $1.row }
    }

    /// All of the notification's session, itself among them, oldest first; none if it is unknown.
    func all(
        withSessionOf id: NotificationID, merchant: MerchantKey
    ) throws(SQLiteError) -> [StoredNotification] {
        try statements[.ofSameSession].all([.integer(merchant.row), .id(id)], Self.read)
            .sorted { $0.row < $1.row }
    }

    /// The outlines of all, oldest first.
    func outlines(
        of session: Int64, merchant: MerchantKey
    ) throws(SQLiteError) -> [StoredOutline] {
        var outlines = try statements[.outlinesOfSession].all(
            binding: { values in
                values.integer(merchant.row)
                values.integer(session)
            }, Self.readOutline)
        if outlines.count > 1 { outlines.sort { $0.row < $1.row } }
        return outlines
    }

    func insert(
        _ notification: Notification, revision: Int64, in session: Int64, _ queue: QueueID,
        of merchant: MerchantKey
    ) throws(SQLiteError) {
        try statements[.insert].run { values in
            values.integer(merchant.row)
            values.integer(session)
            values.id(notification.id)
            values.word(notification.state)
            values.word(notification.status)
            values.text(notification.statusReason)
            values.integer(notification.code)
            values.text(notification.phone.e164)
            values.word(notification.language)
            values.attributes(notification.attributes)
            values.time(notification.createdAt)
            values.time(notification.updatedAt)
            values.time(notification.expiresAt)
            values.time(notification.dueAt)
            values.integer(notification.attemptsSpent)
            values.integer(notification.attemptNumber)
            values.flag(notification.isWithdrawn)
            values.integer(revision)
            values.integer(queue.rawValue)
            values.word(notification.origin)
        }
    }

    /// Writes what can change after the decision.
    func update(
        _ notification: Notification, row: Int64, revision: Int64, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try statements[.update].run { values in
            values.integer(merchant.row)
            values.integer(row)
            values.word(notification.status)
            values.text(notification.statusReason)
            values.integer(notification.code)
            values.time(notification.updatedAt)
            values.time(notification.expiresAt)
            values.time(notification.dueAt)
            values.integer(notification.attemptsSpent)
            values.integer(notification.attemptNumber)
            values.flag(notification.isWithdrawn)
            values.integer(notification.resends)
            values.flag(notification.isPossibleDuplicate)
            values.flag(notification.isDuplicateConfirmed)
            values.integer(revision)
        }
    }

    /// Writes the end of a notification of which nothing has left.
    func end(
        row: Int64, as reason: EndReason, at now: Timestamp, revision: Int64,
        of merchant: MerchantKey
    ) throws(SQLiteError) {
        try statements[.end].run { values in
            values.integer(merchant.row)
            values.integer(row)
            values.word(reason.status)
            values.text(reason.name)
            values.integer(reason.code)
            values.time(now)
            values.integer(revision)
        }
    }

    /// Writes when it is looked at again; to the outside it has not changed.
    func postpone(
        row: Int64, until moment: Timestamp, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try statements[.postpone].run([.integer(merchant.row), .integer(row), .time(moment)])
    }

    /// Writes all that a person decides afresh who sends a notification in place of another channel.
    func takeOver(
        _ notification: Notification, row: Int64, revision: Int64, _ queue: QueueID,
        of merchant: MerchantKey
    ) throws(SQLiteError) {
        try statements[.takeOver].run(
            [
                .integer(merchant.row), .integer(row), .word(notification.status),
                .text(notification.statusReason), .integer(notification.code),
                .time(notification.updatedAt), .time(notification.expiresAt),
                .time(notification.dueAt), .integer(notification.attemptsSpent),
                .flag(notification.isWithdrawn), .word(notification.origin),
                .text(notification.phone.e164), .word(notification.language),
            ] + Value.attributes(notification.attributes) + [
                .integer(revision), .integer(queue.rawValue),
            ])
    }

    /// Moves a notification to the queue of replays that its own is beside.
    func move(
        _ stored: StoredNotification, to queue: QueueID, of merchant: MerchantKey
    ) throws(SQLiteError) -> StoredNotification {
        try statements[.move].run([
            .integer(merchant.row), .integer(stored.row), .integer(queue.rawValue),
        ])
        return StoredNotification(
            row: stored.row, session: stored.session, revision: stored.revision, queue: queue,
            plugin: stored.plugin, isReplay: true, channel: stored.channel,
            notification: stored.notification)
    }

    /// At most `limit` in the order of the position; the status is the one that people see.
    func page(
        at position: NotificationQuery.Position, session: Int64?, status: NotificationStatus?,
        held: some Collection<QueueID>, limit: Int, of merchant: MerchantKey
    ) throws(SQLiteError) -> [StoredNotification] {
        let statement: Statement
        let start: Int64
        switch position {
        case .latest(let before):
            statement = statements[session == nil ? .latest : .latestOfSession]
            start = before ?? .max
        case .changed(let after):
            statement = statements[session == nil ? .changed : .changedOfSession]
            start = after
        }
        var values: [Value] = [
            .integer(merchant.row), .integer(start), .word(status), .integer(limit),
            .text("[" + held.map { "\($0.rawValue)" }.joined(separator: ",") + "]"),
        ]
        if let session { values.append(.integer(session)) }
        return try statement.all(values, Self.read)
    }

    private static func readOutline(_ row: inout Row) throws(SQLiteError) -> StoredOutline {
        StoredOutline(
            row: row.integer(),
            outline: NotificationOutline(
                id: row.id(), state: try row.shortWord(), status: try row.shortWord(),
                statusReason: row.text(), isWithdrawn: row.integer() != 0,
                attemptNumber: row.number(), origin: try row.shortWord(), createdAt: row.time()))
    }

    private static func read(_ row: inout Row) throws(SQLiteError) -> StoredNotification {
        let number = row.integer()
        let session = row.integer()
        let revision = row.integer()
        let queue = QueueID(rawValue: row.integer())
        let plugin: Plugin = try row.shortWord()
        let isReplay = row.integer() != 0
        let channel: Channel = try row.shortWord()
        var notification = Notification(
            id: row.id(), session: row.id(), state: try row.shortWord(),
            status: try row.shortWord(),
            statusReason: row.text(), code: row.number(),
            phone: PhoneNumber(checkedE164: row.text()), language: try row.shortWord(),
            attributes: row.attributes(), createdAt: row.time(), updatedAt: row.time(),
            expiresAt: row.time(), dueAt: row.time(), attemptsSpent: row.number(),
            attemptNumber: row.number(), isWithdrawn: row.integer() != 0)
        notification.resends = row.number()
        notification.isPossibleDuplicate = row.integer() != 0
        notification.isDuplicateConfirmed = row.integer() != 0
        notification.origin = try row.shortWord()
        return StoredNotification(
            row: number, session: session, revision: revision, queue: queue, plugin: plugin,
            isReplay: isReplay, channel: channel, notification: notification)
    }
}
