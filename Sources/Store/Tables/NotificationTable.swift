internal import Notifications
internal import SQLite

/// The intents to tell customers.
struct NotificationTable {
    private let find: Statement
    private let ofSession: Statement
    private let outlinesOfSession: Statement
    private let insert: Statement
    private let update: Statement
    private let end: Statement
    private let postpone: Statement
    private let takeOver: Statement
    private let move: Statement
    private let newest: Statement
    private let newestOfSession: Statement
    private let changed: Statement
    private let changedOfSession: Statement
    private let kept: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        find = try connection.prepare(NotificationSQL.find)
        ofSession = try connection.prepare(NotificationSQL.ofSession)
        outlinesOfSession = try connection.prepare(NotificationSQL.outlinesOfSession)
        insert = try connection.prepare(NotificationSQL.insert)
        update = try connection.prepare(NotificationSQL.update)
        end = try connection.prepare(NotificationSQL.end)
        postpone = try connection.prepare(NotificationSQL.postpone)
        takeOver = try connection.prepare(NotificationSQL.takeOver)
        move = try connection.prepare(NotificationSQL.move)
        newest = try connection.prepare(NotificationSQL.newest)
        newestOfSession = try connection.prepare(NotificationSQL.newestOfSession)
        changed = try connection.prepare(NotificationSQL.changed)
        changedOfSession = try connection.prepare(NotificationSQL.changedOfSession)
        kept = try connection.prepare(NotificationSQL.kept)
    }

    /// A notification with what the outside does not see of it.
    struct Stored {
        let row: Int64
        let session: Int64
        /// The number of its last change; ascending over all notifications.
        let revision: Int64
        let queue: QueueID
        let plugin: Plugin
        /// Whether its queue is one of replays.
        let isReplay: Bool
        /// Who writes to the session's customer.
        let channel: Channel
        let notification: Notification

        /// Its outline with the row.
        var outline: StoredOutline { StoredOutline(row: row, outline: notification.outline) }

        /// The key of its queue.
        func key(of merchant: MerchantKey) -> QueueKey {
            QueueKey(
                merchant: merchant.id, plugin: plugin, state: notification.state,
                language: notification.language, isReplay: isReplay)
        }
    }

    /// What decisions about its session look at of a notification.
    struct StoredOutline {
        let row: Int64
        let outline: NotificationOutline
    }

    func find(_ id: NotificationID, of merchant: MerchantKey) throws(SQLiteError) -> Stored? {
        try find.first([.integer(merchant.row), .id(id)], Self.read)
    }

    /// Those that Meta refused from the number and that are kept, of one template or, with nil, of all;
    /// at most `limit`.
    func kept(
        of merchant: MerchantKey, from number: PhoneNumberID, _ template: String?, limit: Int
    ) throws(SQLiteError) -> [NotificationID] {
        try kept.all([
            .integer(merchant.row), .id(number), .text(template), .integer(limit),
        ]) { row in row.id() }
    }

    /// Oldest first; they are few, and SQLite would make a temporary table to sort them.
    func all(of session: Int64, merchant: MerchantKey) throws(SQLiteError) -> [Stored] {
        try ofSession.all([.integer(merchant.row), .integer(session)], Self.read)
            .sorted { $0.row < $1.row }
    }

    /// The outlines of all, oldest first.
    func outlines(
        of session: Int64, merchant: MerchantKey
    ) throws(SQLiteError) -> [StoredOutline] {
        var outlines = try outlinesOfSession.all(
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
        try insert.run { values in
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
        try update.run { values in
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
        try end.run { values in
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
        try postpone.run([.integer(merchant.row), .integer(row), .time(moment)])
    }

    /// Writes all that a person decides afresh who sends a notification in place of another channel.
    func takeOver(
        _ notification: Notification, row: Int64, revision: Int64, _ queue: QueueID,
        of merchant: MerchantKey
    ) throws(SQLiteError) {
        try takeOver.run(
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
        _ stored: Stored, to queue: QueueID, of merchant: MerchantKey
    ) throws(SQLiteError) -> Stored {
        try move.run([.integer(merchant.row), .integer(stored.row), .integer(queue.rawValue)])
        return Stored(
            row: stored.row, session: stored.session, revision: stored.revision, queue: queue,
            plugin: stored.plugin, isReplay: true, channel: stored.channel,
            notification: stored.notification)
    }

    /// At most `limit` in the order of the position; the status is the one that people see.
    func page(
        at position: NotificationQuery.Position, session: Int64?, status: NotificationStatus?,
        held: some Collection<QueueID>, limit: Int, of merchant: MerchantKey
    ) throws(SQLiteError) -> [Stored] {
        let statement: Statement
        let start: Int64
        switch position {
        case .newest(let before):
            statement = session == nil ? newest : newestOfSession
            start = before ?? .max
        case .changed(let after):
            statement = session == nil ? changed : changedOfSession
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

    private static func read(_ row: inout Row) throws(SQLiteError) -> Stored {
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
        return Stored(
            row: number, session: session, revision: revision, queue: queue, plugin: plugin,
            isReplay: isReplay, channel: channel, notification: notification)
    }
}
