/// Statements on replays, and on what people send once more.
enum ReplaySQL: StatementText {
    case find, running, page, insert, update
    case count, matching
    case findResend, insertResend

    /// The columns of a replay, as ``ReplayTable`` reads them.
    static let columns = """
        r.replay, r.last_notification, r.last_revision, r.cursor, m.id, r.id, r.filter, r.actor,
        r.status, r.rate, r.matched, r.resent, r.skipped, r.due_at, r.created_at, r.updated_at
        """

    static let source = "replays AS r JOIN merchants AS m ON m.merchant = r.merchant"

    /// What a filter matches: `?5` to `?8` are lists or null for any.
    ///
    /// What changed after the replay began is not what was counted. The plus keeps SQLite from going by
    /// the order of changes.
    private static let matches = """
        notifications AS n JOIN queues AS q ON q.queue = n.queue
        WHERE n.merchant = ?1 AND n.notification > ?2 AND n.notification <= ?3
          AND +n.revision <= ?4 AND n.status IN (SELECT value FROM json_each(?5))
          AND (?6 IS NULL OR n.status_reason IN (SELECT value FROM json_each(?6)))
          AND (?7 IS NULL OR n.code IN (SELECT value FROM json_each(?7)))
          AND (?8 IS NULL OR n.state IN (SELECT value FROM json_each(?8)))
          AND (?9 IS NULL OR q.plugin = ?9) AND (?10 IS NULL OR n.created_at >= ?10)
          AND (?11 IS NULL OR n.created_at < ?11)
        """

    var text: String {
        switch self {
        case .find:
            "SELECT \(Self.columns) FROM \(Self.source) WHERE r.merchant = ?1 AND r.id = ?2"
        case .running:
            """
            SELECT \(Self.columns) FROM \(Self.source)
            WHERE +r.merchant = ?1 AND r.status = 'running' LIMIT 1
            """
        case .page:
            """
            SELECT \(Self.columns) FROM \(Self.source)
            WHERE r.merchant = ?1 AND r.replay < ?2 ORDER BY r.replay DESC LIMIT ?3
            """
        case .insert:
            """
            INSERT INTO replays (merchant, id, filter, actor, status, rate, matched,
              last_notification, last_revision, cursor, resent, skipped, due_at, created_at,
              updated_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, ?10, ?11, ?12, ?13, ?14)
            """
        case .update:
            """
            UPDATE replays SET status = ?3, cursor = ?4, resent = ?5, skipped = ?6, due_at = ?7,
              updated_at = ?8
            WHERE merchant = ?1 AND replay = ?2
            """
        case .count: "SELECT count(*), max(n.notification) FROM \(Self.matches)"
        case .matching:
            "SELECT n.notification, n.id FROM \(Self.matches) ORDER BY n.notification LIMIT ?12"
        case .findResend:
            """
            SELECT requested_at FROM resends
            WHERE merchant = ?1 AND notification = ?2 AND resend_key = ?3
            """
        case .insertResend:
            """
            INSERT INTO resends (merchant, notification, resend_key, actor, requested_at)
            VALUES (?1, ?2, ?3, ?4, ?5)
            """
        }
    }
}
