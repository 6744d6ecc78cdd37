/// Statements on Meta's apps, on what Meta says of authenticators' claims, and on the order of news.
enum AppSQL: StatementText {
    case find, insert
    case claimsToCheck
    case newestNews, putNews
    case hasNumber, hasAccount, hasOtherApps, merchantsOfNumber

    /// Whether the row of `authenticators` is of an app that a signature proves: the present one, or the
    /// replaced one while its secret is taken.
    ///
    /// Its values are the proof's two apps and the moment, from the numbered parameter on.
    static func isProved(_ row: String, from parameter: Int) -> String {
        let (apps, now) = ("?\(parameter), ?\(parameter + 1)", "?\(parameter + 2)")
        return """
            (\(row)app IN (\(apps))
              OR coalesce(\(row)replaced_until, 0) > \(now) AND \(row)replaced_app IN (\(apps)))
            """
    }

    var text: String {
        switch self {
        case .find: "SELECT app FROM apps WHERE secret = ?1"
        case .insert: "INSERT INTO apps (secret) VALUES (?1)"
        case .claimsToCheck:
            """
            SELECT m.id, a.id, a.version, \(MerchantSQL.accountColumns), a.subscribe_wanted
            FROM authenticators AS a JOIN merchants AS m ON m.merchant = a.merchant
            WHERE a.claim_checked_at IS NULL OR a.claim_checked_at <= ?1
              OR (a.claim_problem <> '' OR a.subscribed = 0) AND a.claim_checked_at <= ?2
            ORDER BY a.claim_checked_at, a.authenticator LIMIT ?3
            """
        case .newestNews:
            """
            SELECT max(occurred_at) FROM news
            WHERE account_id = ?1 AND field = ?2 AND subject = ?3 AND app IN (?4, ?5)
            """
        case .putNews:
            """
            INSERT INTO news (account_id, field, subject, app, occurred_at)
            VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (account_id, field, subject, app) DO UPDATE SET occurred_at = ?5
            """
        case .hasOtherApps:
            """
            SELECT 1 FROM authenticators
            WHERE phone_number_id = ?1 AND NOT \(Self.isProved("", from: 2)) LIMIT 1
            """
        case .merchantsOfNumber:
            """
            SELECT m.merchant, m.id FROM authenticators AS a
            JOIN merchants AS m ON m.merchant = a.merchant
            WHERE a.phone_number_id = ?1 AND \(Self.isProved("a.", from: 2)) ORDER BY m.merchant
            """
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
