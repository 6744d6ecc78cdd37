/// Statements on Meta's apps, on what Meta says of authenticators' claims, and on the order of news.
enum AppSQL: StatementText {
    case find, insert
    case claimsToCheck
    case newestNews, putNews
    case hasNumber, hasAccount, merchantsOfNumber, isHeldByApp, sharedNumbers
    case forgetReplaced, forgetNews, forgetApps

    /// Whether the row of `authenticators` is of the app that a signature proves: its present one, or the
    /// replaced one while its secret is taken.
    ///
    /// Its values are the app and the moment, from the numbered parameter on.
    static func isProved(_ row: String, from parameter: Int) -> String {
        """
        (\(row)app = ?\(parameter)
          OR \(row)replaced_app = ?\(parameter) AND coalesce(\(row)replaced_until, 0) > ?\(parameter + 1))
        """
    }

    /// Secrets that nobody holds any more are not kept.
    private static let held = """
        SELECT app FROM authenticators
        UNION SELECT replaced_app FROM authenticators WHERE replaced_app IS NOT NULL
        """

    var text: String {
        switch self {
        case .find: "SELECT app FROM apps WHERE secret = ?1"
        case .insert: "INSERT INTO apps (secret) VALUES (?1)"
        case .claimsToCheck:
            """
            SELECT m.id, a.id, a.version, \(MerchantSQL.accountColumns), a.subscribe_wanted,
              a.claim_checked_at IS NULL
            FROM authenticators AS a JOIN merchants AS m ON m.merchant = a.merchant
            WHERE a.claim_checked_at IS NULL OR a.claim_checked_at <= ?1
              OR (a.claim_problem <> '' OR a.subscribed = 0 OR a.subscribe_wanted = 1)
                AND a.claim_checked_at <= ?2
            ORDER BY a.claim_checked_at, a.authenticator LIMIT ?3
            """
        case .newestNews:
            """
            SELECT max(occurred_at) FROM news
            WHERE account_id = ?1 AND field = ?2 AND subject = ?3 AND app = ?4
            """
        case .putNews:
            """
            INSERT INTO news (account_id, field, subject, app, occurred_at)
            VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (account_id, field, subject, app) DO UPDATE SET occurred_at = ?5
            """
        case .merchantsOfNumber:
            """
            SELECT m.merchant, m.id FROM authenticators AS a
            JOIN merchants AS m ON m.merchant = a.merchant
            WHERE a.phone_number_id = ?1 AND \(Self.isProved("a.", from: 2)) ORDER BY m.merchant
            """
        case .sharedNumbers:
            """
            SELECT phone_number_id FROM authenticators
            GROUP BY phone_number_id HAVING min(app) <> max(app)
            """
        case .isHeldByApp:
            """
            SELECT 1 FROM authenticators
            WHERE (phone_number_id = ?1 OR account_id = ?1) AND app = ?2 LIMIT 1
            """
        case .forgetReplaced:
            """
            UPDATE authenticators SET replaced_app = NULL, replaced_until = NULL
            WHERE replaced_until <= ?1
            """
        case .forgetNews: "DELETE FROM news WHERE app NOT IN (\(Self.held))"
        case .forgetApps: "DELETE FROM apps WHERE app NOT IN (\(Self.held))"
        case .hasNumber:
            """
            SELECT 1 FROM authenticators AS a
            WHERE a.phone_number_id = ?1 AND \(Self.isProved("a.", from: 2)) LIMIT 1
            """
        case .hasAccount:
            """
            SELECT 1 FROM authenticators AS a
            WHERE a.account_id = ?1 AND \(Self.isProved("a.", from: 2)) LIMIT 1
            """
        }
    }
}
