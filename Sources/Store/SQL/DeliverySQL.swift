/// What delivery asks across all merchants.
enum DeliverySQL: StatementText {
    case queues, due, uncertain, expired, nextDeadline
    case senders, senderStops

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
        case .senders:
            "SELECT phone_number_id, throughput, quality, messaging_limit FROM senders"
        case .senderStops:
            """
            SELECT s.phone_number_id, m.id, s.cause, s.code, s.since, s.until, s.source
            FROM sender_stops AS s LEFT JOIN merchants AS m ON m.merchant = s.merchant
            """
        }
    }
}
