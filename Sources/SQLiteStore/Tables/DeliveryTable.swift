import Notifications
import SQLite
import StoreCore

/// What delivery asks across all merchants.
enum DeliverySQL: Int, StatementText {
    case queues, due, uncertain, expired, nextDeadline

    /// Whether nothing of `n`'s session has to end before it is armed: the rule of `blocksLater`.
    private static let isFree = """
        NOT EXISTS (
          SELECT 1 FROM notifications AS e
          WHERE e.session = n.session AND e.notification < n.notification
            AND (e.status = 'armed' OR e.status IN ('uncertain', 'pending') AND e.withdrawn = 0))
        """

    /// Steps from queue to queue along the index, over the rows between: the time goes with the number
    /// of queues.
    private static let found = """
        WITH RECURSIVE found (queue) AS (
          SELECT (SELECT n.queue FROM notifications AS n
            WHERE n.status = 'pending' AND n.queue > 0 ORDER BY n.queue LIMIT 1)
          UNION ALL
          SELECT (SELECT n.queue FROM notifications AS n
            WHERE n.status = 'pending' AND n.queue > found.queue ORDER BY n.queue LIMIT 1)
          FROM found WHERE found.queue IS NOT NULL)
        """

    var text: String {
        switch self {
        case .queues:
            """
            \(Self.found)
            SELECT q.queue, m.merchant, m.id, q.plugin, q.state, q.language, q.replay,
              (SELECT n.due_at FROM notifications AS n
                WHERE n.status = 'pending' AND n.queue = q.queue AND \(Self.isFree)
                ORDER BY n.due_at LIMIT 1)
            FROM found CROSS JOIN queues AS q ON q.queue = found.queue
            CROSS JOIN merchants AS m ON m.merchant = q.merchant
            """
        case .due:
            """
            SELECT m.id, n.id, n.phone_number, n.due_at FROM notifications AS n
            CROSS JOIN merchants AS m ON m.merchant = n.merchant
            WHERE n.status = 'pending' AND n.queue = ?1 AND n.due_at <= ?2 AND \(Self.isFree)
            ORDER BY n.due_at LIMIT ?3
            """
        case .uncertain:
            """
            SELECT m.id, n.id FROM notifications AS n
            JOIN merchants AS m ON m.merchant = n.merchant
            WHERE n.status = 'uncertain' AND n.due_at <= ?1
            ORDER BY n.due_at LIMIT ?2
            """
        case .expired:
            """
            SELECT m.id, n.id FROM notifications AS n
            JOIN merchants AS m ON m.merchant = n.merchant
            WHERE (\(Schema.canExpire)) AND n.expires_at <= ?1
            ORDER BY n.expires_at LIMIT ?2
            """
        case .nextDeadline:
            """
            SELECT
              (SELECT due_at FROM notifications WHERE status = 'uncertain' ORDER BY due_at LIMIT 1),
              (SELECT expires_at FROM notifications WHERE \(Schema.canExpire)
                ORDER BY expires_at LIMIT 1)
            """
        }
    }
}

/// What delivery looks for, across all merchants.
struct DeliveryTable {
    private let statements: Statements<DeliverySQL>

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
    }

    /// A queue with pending notifications.
    struct Waiting {
        let id: QueueID
        let key: QueueKey
        let merchant: MerchantKey
        /// When the first is due that waits for no other of its session; nil: all of them wait.
        let nextDue: Timestamp?
    }

    func queues() throws(SQLiteError) -> [Waiting] {
        try statements[.queues].all { row throws(SQLiteError) in
            let id = QueueID(rawValue: row.integer())
            let merchant = MerchantKey(row: row.integer(), id: row.id())
            let key = try QueueTable.key(&row, of: merchant.id)
            return Waiting(id: id, key: key, merchant: merchant, nextDue: row.optionalTime())
        }
    }

    /// Earliest first; none that waits for another of its session.
    func due(
        in queue: QueueID, at now: Timestamp, limit: Int
    ) throws(SQLiteError) -> [DueNotification] {
        try statements[.due].all([.integer(queue.rawValue), .time(now), .integer(limit)]) { row in
            DueNotification(
                reference: Self.reference(&row), queue: queue,
                recipient: PhoneNumber(checkedE164: row.text()), dueAt: row.time())
        }
    }

    func uncertain(
        at now: Timestamp, limit: Int
    ) throws(SQLiteError) -> [NotificationReference] {
        try statements[.uncertain].all([.time(now), .integer(limit)]) { row in Self.reference(&row)
        }
    }

    func expired(at now: Timestamp, limit: Int) throws(SQLiteError) -> [NotificationReference] {
        try statements[.expired].all([.time(now), .integer(limit)]) { row in Self.reference(&row) }
    }

    func nextDeadline() throws(SQLiteError) -> Timestamp? {
        try statements[.nextDeadline].first { row in
            [row.optionalTime(), row.optionalTime()].compactMap { $0 }.min()
        } ?? nil
    }

    private static func reference(_ row: inout Row) -> NotificationReference {
        NotificationReference(merchant: row.id(), notification: row.id())
    }
}
