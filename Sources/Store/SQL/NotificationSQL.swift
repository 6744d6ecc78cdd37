internal import Notifications

/// Statements on notifications.
///
/// A plus before the merchant keeps SQLite from looking for a session's notifications by way of all
/// of its merchant's.
enum NotificationSQL: StatementText {
    case find, ofSession, outlinesOfSession, insert, update, end, postpone, takeOver, move
    case newest, newestOfSession, changed, changedOfSession, kept

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

    var text: String {
        switch self {
        case .find:
            """
            SELECT \(Self.columns) FROM \(Self.source)
            WHERE n.merchant = ?1 AND n.id = ?2
            """
        case .kept: Self.keptOnes
        case .ofSession:
            """
            SELECT \(Self.columns) FROM \(Self.source)
            WHERE +n.merchant = ?1 AND n.session = ?2
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
        case .takeOver:
            """
            UPDATE notifications SET status = ?3, status_reason = ?4, code = ?5, updated_at = ?6,
              expires_at = ?7, due_at = ?8, attempts_spent = ?9, withdrawn = ?10, origin = ?11,
              phone_number = ?12, language = ?13, customer_name = ?14, amount = ?15, currency = ?16,
              order_number = ?17, checkout_link = ?18, checkout_link_expires_at = ?19,
              revision = ?20, queue = ?21
            WHERE merchant = ?1 AND notification = ?2
            """
        case .move:
            "UPDATE notifications SET queue = ?3 WHERE merchant = ?1 AND notification = ?2"
        case .newest, .newestOfSession, .changed, .changedOfSession:
            page
        }
    }

    private var page: String {
        let isNewest = self == .newest || self == .newestOfSession
        let isOfSession = self == .newestOfSession || self == .changedOfSession
        let position = isNewest ? "n.notification < ?2" : "n.revision > ?2"
        let order = isNewest ? "n.notification DESC" : "n.revision"
        let scope = isOfSession ? "+n.merchant = ?1 AND n.session = ?6" : "n.merchant = ?1"
        return """
            SELECT \(Self.columns) FROM \(Self.source)
            WHERE \(scope) AND \(position) AND (?3 IS NULL OR ?3 = \(Self.shownStatus))
            ORDER BY \(order) LIMIT ?4
            """
    }
}
