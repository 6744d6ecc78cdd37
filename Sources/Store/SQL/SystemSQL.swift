internal import Notifications

/// The statements that name no merchant, all of them: what looks across tenants, and what finds the
/// tenant of something that came from Meta.
enum SystemSQL: StatementText {
    case growBoot, armedBeforeBoot, probe, merchants
    case unverifiedBindings, unapprovedBindings, overdueBindings, bindingCounts
    case runningReplays, counts, addToCount
    case authenticator, attemptByToken, attemptByMessage, bindingsOfAccount
    case heldTemplate, newestAttempts

    /// The keys of an attempt that a receipt belongs to.
    private static let attemptKeys = """
        SELECT m.id, n.id, a.token FROM attempts AS a
        JOIN notifications AS n ON n.notification = a.notification
        JOIN merchants AS m ON m.merchant = a.merchant
        """

    /// The attempt's number is one of its merchant's whose app the signature proves.
    private static let isOfTheApp = """
        EXISTS (
          SELECT 1 FROM authenticators AS o
          WHERE o.merchant = a.merchant AND o.phone_number_id = ?2
            AND \(AppSQL.isProved("o.", from: 3)))
        """

    /// The bindings for which the condition on their columns holds, each with its account: the first of
    /// each authenticator before the second of any.
    private static func bindings(where condition: (_ row: String) -> String) -> String {
        """
        SELECT \(MerchantSQL.accountColumns), b.merchant, \(TemplateSQL.columns)
        FROM \(TemplateSQL.source) WHERE \(condition("b."))
        ORDER BY (
          SELECT count(*) FROM bindings AS e
          WHERE e.authenticator = b.authenticator AND e.binding < b.binding
            AND \(condition("+e."))), b.binding
        """
    }

    /// A message of the template that Meta kept back, and that no receipt was stored of in time.
    private static let keptBack = """
        SELECT 1 FROM attempts AS a
        WHERE a.detail = '\(Attempt.qualityHold)' AND a.template = ?1 AND a.armed_at >= ?2
          AND a.phone_number_id IN (
            SELECT phone_number_id FROM authenticators WHERE account_id = ?3)
          AND NOT EXISTS (
            SELECT 1 FROM receipts AS r WHERE r.attempt = a.attempt AND r.received_at <= ?4)
        LIMIT 1
        """

    /// The newest attempts of all, which the start reads once: when Meta took them, and what came back.
    private static let newest = """
        SELECT n.phone_number_id, o.app, n.ended_at,
          (SELECT max(r.received_at) FROM receipts AS r WHERE r.attempt = n.attempt)
        FROM (
          SELECT attempt, merchant, phone_number_id, ended_at, result FROM attempts
          ORDER BY attempt DESC LIMIT ?1) AS n
        JOIN authenticators AS o
          ON o.merchant = n.merchant AND o.phone_number_id = n.phone_number_id
        WHERE n.result = 'accepted' AND n.ended_at IS NOT NULL
        """

    private static let newestMerchants = """
        SELECT \(MerchantSQL.columns) FROM merchants
        WHERE merchant < ?1 ORDER BY merchant DESC LIMIT ?2
        """

    var text: String {
        switch self {
        case .growBoot: "UPDATE meta SET boot = boot + 1 RETURNING boot"
        case .armedBeforeBoot:
            "\(Self.attemptKeys) WHERE a.result = 'armed' AND a.boot < ?1"
        case .probe: "UPDATE meta SET boot = boot"
        case .merchants: Self.newestMerchants
        case .unverifiedBindings:
            "\(Self.bindings { "\($0)checked_at IS NULL" }) LIMIT ?1"
        case .unapprovedBindings:
            """
            \(Self.bindings { "\($0)status IN ('unapproved', 'paused', 'mismatch', 'drifted')" })
            LIMIT ?1 OFFSET ?2
            """
        case .overdueBindings:
            """
            \(Self.bindings { "\($0)status = 'approved' AND \($0)checked_at < ?1" })
            LIMIT ?2 OFFSET ?3
            """
        case .bindingCounts: "SELECT status, count(*) FROM bindings GROUP BY status"
        case .runningReplays:
            """
            SELECT \(ReplaySQL.columns) FROM \(ReplaySQL.source)
            WHERE r.status = 'running' ORDER BY r.due_at LIMIT 256
            """
        case .counts: "SELECT status, total FROM notification_counts"
        case .addToCount:
            """
            INSERT INTO notification_counts (status, total) VALUES (?1, ?2)
            ON CONFLICT (status) DO UPDATE SET total = total + excluded.total
            """
        case .authenticator:
            """
            SELECT \(MerchantSQL.authenticatorColumns) FROM \(MerchantSQL.authenticatorSource)
            WHERE a.id = ?1
            """
        case .attemptByToken:
            """
            \(Self.attemptKeys) WHERE a.token = ?1 AND a.phone_number_id = ?2 AND \(Self.isOfTheApp)
            """
        case .attemptByMessage:
            """
            \(Self.attemptKeys) WHERE a.message_id = ?1 AND a.phone_number_id = ?2
              AND \(Self.isOfTheApp)
            ORDER BY a.attempt DESC LIMIT 1
            """
        case .bindingsOfAccount:
            """
            SELECT b.merchant, \(TemplateSQL.columns) FROM \(TemplateSQL.source)
            WHERE a.account_id = ?1 AND b.name = ?2 AND b.template_language = ?3
              AND \(AppSQL.isProved("a.", from: 4))
            ORDER BY b.binding
            """
        case .heldTemplate: Self.keptBack
        case .newestAttempts: Self.newest
        }
    }
}
