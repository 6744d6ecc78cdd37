/// Statements on merchants and their authenticators.
enum MerchantSQL: StatementText {
    case find, insert, update
    case authenticators, insertAuthenticator, updateAuthenticator
    case senderStops

    /// The columns of a merchant, as ``MerchantTable`` reads them.
    static let columns = """
        merchant, id, display_name, default_country, time_zone, languages, fallback_language,
        quiet_start, quiet_end, quiet_post_payment
        """

    /// The columns of an authenticator, as ``MerchantTable`` reads them.
    static let authenticatorColumns = """
        m.id, a.id, a.version, a.phone_number_id, a.account_id, a.access_token,
        p.secret, a.verify_token, a.template_namespace, a.portfolio_id, a.app, a.replaced_app,
        r.secret, a.replaced_until, a.token_app_secret, a.claim_problem
        """

    /// Where they come from.
    static let authenticatorSource = """
        authenticators AS a JOIN merchants AS m ON m.merchant = a.merchant
        JOIN apps AS p ON p.app = a.app LEFT JOIN apps AS r ON r.app = a.replaced_app
        """

    /// The columns of the account that messages leave from, as ``MerchantTable`` reads them.
    static let accountColumns = """
        a.phone_number_id, a.account_id, a.access_token,
        coalesce(a.token_app_secret, (SELECT p.secret FROM apps AS p WHERE p.app = a.app))
        """

    var text: String {
        switch self {
        case .find: "SELECT \(Self.columns) FROM merchants WHERE id = ?1"
        case .insert:
            """
            INSERT INTO merchants (id, display_name, default_country, time_zone, languages,
              fallback_language, quiet_start, quiet_end, quiet_post_payment)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """
        case .update:
            """
            UPDATE merchants SET display_name = ?2, default_country = ?3, time_zone = ?4,
              languages = ?5, fallback_language = ?6, quiet_start = ?7, quiet_end = ?8,
              quiet_post_payment = ?9
            WHERE id = ?1
            """
        case .authenticators:
            """
            SELECT \(Self.authenticatorColumns) FROM \(Self.authenticatorSource)
            WHERE a.merchant = ?1 ORDER BY a.phone_number_id
            """
        case .senderStops:
            """
            SELECT s.phone_number_id, s.merchant, s.cause, s.code, s.since, s.until, s.source
            FROM authenticators AS a JOIN sender_stops AS s
              ON s.phone_number_id = a.phone_number_id AND s.merchant IN (0, a.merchant)
            WHERE a.merchant = ?1 ORDER BY s.phone_number_id, s.merchant
            """
        case .insertAuthenticator:
            """
            INSERT INTO authenticators (merchant, id, version, phone_number_id, account_id,
              access_token, app, verify_token, template_namespace, portfolio_id, replaced_app,
              replaced_until, token_app_secret, claim_problem, claim_checked_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, NULL)
            """
        case .updateAuthenticator:
            """
            UPDATE authenticators SET version = ?3, phone_number_id = ?4, account_id = ?5,
              access_token = ?6, app = ?7, verify_token = ?8, template_namespace = ?9,
              portfolio_id = ?10, replaced_app = ?11, replaced_until = ?12, token_app_secret = ?13,
              claim_problem = ?14, claim_checked_at = NULL
            WHERE merchant = ?1 AND id = ?2
            """
        }
    }
}
