import Notifications

/// Something that holds in every file that this program wrote, and the queries that find where it does
/// not.
struct Invariant: Sendable {
    /// Its number among the twelve of the reference; nil for what any database has to keep.
    let number: Int?
    /// What holds, in a few words.
    let name: String
    /// Gives how many rows are looked at.
    let population: String
    /// Each gives one text for each violation: table and row number, never what is in the row.
    let violations: [String]

    /// Those that a file shows by itself, in the order in which they are told.
    ///
    /// The promises of one intent and one answer are looked at without their indexes: an index that lost
    /// an entry would vouch for itself.
    static let all = [
        tenants, words, decisions, intents, arms, interrupted, statuses, order, ends, counts,
        events,
    ]

    /// Those that no file shows alone, with the reason.
    static let unseen = [
        "5 accepted at most once an intent: Meta's own record shows it",
        "10 rates and daily limits: Meta's own record shows them",
        "12 nothing is missing at the end: the mark beside the database shows it",
    ]
}

// What any file of ours keeps.
extension Invariant {
    private static let tenants = Invariant(
        number: nil, name: "a row and what it belongs to are of one merchant",
        population: "SELECT count(*) FROM notifications",
        violations: [
            """
            SELECT 'notifications ' || n.notification FROM notifications AS n
            JOIN sessions AS s ON s.session = n.session WHERE s.merchant <> n.merchant
            """,
            """
            SELECT 'notifications ' || n.notification FROM notifications AS n
            LEFT JOIN queues AS q ON q.queue = n.queue
            WHERE q.queue IS NULL OR q.merchant <> n.merchant OR q.state <> n.state
              OR q.language <> n.language
            """,
            """
            SELECT 'attempts ' || a.attempt FROM attempts AS a
            JOIN notifications AS n ON n.notification = a.notification
            WHERE n.merchant <> a.merchant
            """,
            """
            SELECT 'state_changes ' || c.number FROM state_changes AS c
            JOIN sessions AS s ON s.session = c.session WHERE s.merchant <> c.merchant
            """,
        ])

    private static let words = Invariant(
        number: nil, name: "each status, result and reason is a known one",
        population: "SELECT count(*) FROM notifications",
        violations: [
            unknown("status", in: "notifications", "notification", NotificationStatus.self),
            unknown("state", in: "notifications", "notification", PaymentState.self),
            unknown("result", in: "attempts", "attempt", AttemptResult.self),
            unknown("outcome", in: "state_changes", "number", Outcome.self),
            unknown("reason", in: "state_changes", "number", Reason.self),
            unknown("current_state", in: "session_states", "session", PaymentState.self),
        ])

    /// Rows whose column has another word than one of the type's; null is none.
    private static func unknown<Word: CaseIterable & RawRepresentable<String>>(
        _ column: String, in table: String, _ key: String, _ type: Word.Type
    ) -> String {
        let known = type.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return "SELECT '\(table) ' || \(key) FROM \(table) WHERE \(column) NOT IN (\(known))"
    }
}

// Those of the reference, by their numbers there.
extension Invariant {
    private static let decisions = Invariant(
        number: 1, name: "a decision to send and its notification are there together",
        population: "SELECT count(*) FROM state_changes",
        violations: [
            """
            SELECT 'state_changes ' || c.number FROM state_changes AS c
            WHERE c.outcome IN ('queued', 'held') AND NOT EXISTS (
              SELECT 1 FROM notifications AS n
              WHERE n.id = c.notification AND n.session = c.session)
            """,
            """
            SELECT 'notifications ' || n.notification FROM notifications AS n
            WHERE n.origin = 'automatic' AND NOT EXISTS (
              SELECT 1 FROM state_changes AS c
              WHERE c.session = n.session AND c.notification = n.id)
            """,
        ])

    private static let intents = Invariant(
        number: 2, name: "a state of a session has one notification",
        population: "SELECT count(*) FROM notifications",
        violations: [
            """
            SELECT 'notifications ' || max(notification) FROM notifications NOT INDEXED
            GROUP BY session, state HAVING count(*) > 1
            """
        ])

    /// After a restore a person's word stands for attempts that were lost.
    private static let arms = Invariant(
        number: 3, name: "what left was armed before",
        population: "SELECT count(*) FROM attempts",
        violations: [
            """
            SELECT 'attempts ' || a.attempt FROM attempts AS a
            JOIN notifications AS n ON n.notification = a.notification
            WHERE a.boot NOT BETWEEN 1 AND (SELECT boot FROM meta)
              OR a.number NOT BETWEEN 1 AND n.attempt_number OR a.armed_at <= 0
            """,
            """
            SELECT 'notifications ' || n.notification FROM notifications AS n
            WHERE n.status = 'armed' AND NOT EXISTS (
              SELECT 1 FROM attempts AS a WHERE a.notification = n.notification
                AND a.number = n.attempt_number AND a.result = 'armed')
            """,
            """
            SELECT 'notifications ' || n.notification FROM notifications AS n
            WHERE n.status IN ('accepted', 'sent', 'delivered', 'read', 'failed')
              AND n.created_at >= coalesce((SELECT restored_at FROM meta), 0)
              AND NOT EXISTS (
                SELECT 1 FROM attempts AS a
                WHERE a.notification = n.notification AND a.result = 'accepted')
            """,
        ])

    private static let interrupted = Invariant(
        number: 4, name: "an attempt that an earlier start left is uncertain or settled",
        population: "SELECT count(*) FROM attempts",
        violations: [
            """
            SELECT 'attempts ' || attempt FROM attempts
            WHERE result = 'armed' AND boot < (SELECT boot FROM meta)
            """,
            """
            SELECT 'notifications ' || n.notification FROM notifications AS n
            WHERE n.status = 'uncertain' AND n.status_reason <> '\(HoldReason.restored.rawValue)'
              AND NOT EXISTS (
                SELECT 1 FROM attempts AS a WHERE a.notification = n.notification
                  AND a.number = n.attempt_number AND a.result = 'uncertain')
            """,
        ])

    /// What a person sends once more waits although it was proved sent before: it is in a queue of its
    /// own.
    private static let statuses = Invariant(
        number: 6, name: "a status is no lower than a receipt proves",
        population: "SELECT count(*) FROM receipts",
        violations: [
            """
            SELECT 'notifications ' || n.notification FROM receipts AS r
            JOIN attempts AS a ON a.attempt = r.attempt
            JOIN notifications AS n ON n.notification = a.notification
            JOIN queues AS q ON q.queue = n.queue
            WHERE q.replay = 0 AND (
              r.status = 'read' AND n.status <> 'read'
              OR r.status = 'delivered' AND n.status NOT IN ('delivered', 'read')
              OR r.status = 'sent' AND n.status NOT IN ('sent', 'failed', 'delivered', 'read'))
            """
        ])

    /// A clock that is set back by less makes no violation.
    private static let clockMilliseconds = 1_000

    /// What a person sends once more is their own word.
    private static let order = Invariant(
        number: 7, name: "no older state is armed after a newer one",
        population: "SELECT count(*) FROM attempts",
        violations: [
            """
            WITH withdraws (later, earlier) AS (VALUES \(withdrawals))
            SELECT 'attempts ' || a.attempt FROM attempts AS a
            JOIN notifications AS e ON e.notification = a.notification
            JOIN queues AS q ON q.queue = e.queue
            JOIN notifications AS l ON l.session = e.session AND l.notification > e.notification
            JOIN withdraws AS w ON w.later = l.state AND w.earlier = e.state
            WHERE q.replay = 0 AND e.origin = 'automatic'
              AND a.armed_at > l.created_at + \(clockMilliseconds)
            """
        ])

    private static var withdrawals: String {
        PaymentState.notifying.flatMap { later in
            later.withdraws.map { "('\(later.rawValue)', '\($0.rawValue)')" }
        }.joined(separator: ", ")
    }

    private static let ends = Invariant(
        number: 8, name: "nothing is armed after it expired or ended, or while it is held",
        population: "SELECT count(*) FROM attempts",
        violations: [
            """
            SELECT 'attempts ' || a.attempt FROM attempts AS a
            JOIN notifications AS n ON n.notification = a.notification
            WHERE a.armed_at >= n.expires_at OR a.armed_at > n.updated_at + \(clockMilliseconds)
            """,
            """
            SELECT 'notifications ' || notification FROM notifications
            WHERE status = 'held' AND attempt_number > 0
            """,
        ])

    private static let counts = Invariant(
        number: 9, name: "the counts of notifications are their number",
        population: "SELECT count(*) FROM notification_counts",
        violations: [
            """
            SELECT 'notification_counts ' || s.status FROM (
              SELECT status, count(*) AS total FROM notifications NOT INDEXED GROUP BY status) AS s
            LEFT JOIN notification_counts AS c ON c.status = s.status
            WHERE coalesce(c.total, 0) <> s.total
            """,
            """
            SELECT 'notification_counts ' || c.status FROM notification_counts AS c
            WHERE c.total <> 0
              AND NOT EXISTS (SELECT 1 FROM notifications AS n WHERE n.status = c.status)
            """,
        ])

    private static let events = Invariant(
        number: 11, name: "an event_id has one body and one answer",
        population: "SELECT count(*) FROM state_changes",
        violations: [
            """
            SELECT 'state_changes ' || max(number) FROM state_changes NOT INDEXED
            GROUP BY session, event_id HAVING count(*) > 1
            """,
            "SELECT 'state_changes ' || number FROM state_changes WHERE length(digest) <> 32",
        ])
}
