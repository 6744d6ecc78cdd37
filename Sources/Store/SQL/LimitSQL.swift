/// Statements on what Meta allows numbers and portfolios, which merchants may share.
enum LimitSQL: StatementText {
    case details, askedWith, putDetails, forgetCheck, sendersToAsk
    case numbersOfAccount, portfoliosOfAccount, portfoliosOfNumber, numbersOfPortfolio
    case limit, putLimit

    /// The portfolio as an app names it; an account that names none is one of its own.
    static let portfolio = "app || '/' || coalesce(portfolio_id, account_id)"

    var text: String {
        switch self {
        case .details:
            "SELECT throughput, quality, messaging_limit FROM senders WHERE phone_number_id = ?1"
        case .askedWith: "SELECT asked_authenticator FROM senders WHERE phone_number_id = ?1"
        case .putDetails:
            """
            INSERT INTO senders (phone_number_id, throughput, quality, messaging_limit, checked_at,
              asked_authenticator)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (phone_number_id) DO UPDATE SET throughput = ?2, quality = ?3,
              messaging_limit = ?4, checked_at = ?5, asked_authenticator = ?6
            """
        case .forgetCheck: "UPDATE senders SET checked_at = 0 WHERE phone_number_id = ?1"
        case .sendersToAsk:
            """
            SELECT a.id, \(MerchantSQL.accountColumns)
            FROM authenticators AS a LEFT JOIN senders AS s ON s.phone_number_id = a.phone_number_id
            WHERE s.checked_at IS NULL OR s.checked_at <= ?1
            ORDER BY a.phone_number_id, a.authenticator LIMIT ?2
            """
        case .numbersOfAccount:
            """
            SELECT DISTINCT phone_number_id FROM authenticators
            WHERE account_id = ?1 AND \(AppSQL.isProved("", from: 2))
            """
        case .portfoliosOfAccount:
            """
            SELECT DISTINCT \(Self.portfolio) FROM authenticators
            WHERE account_id = ?1 AND \(AppSQL.isProved("", from: 2))
            """
        case .portfoliosOfNumber:
            "SELECT DISTINCT \(Self.portfolio) FROM authenticators WHERE phone_number_id = ?1"
        case .numbersOfPortfolio:
            "SELECT DISTINCT phone_number_id FROM authenticators WHERE \(Self.portfolio) = ?1"
        case .limit: "SELECT messaging_limit FROM portfolios WHERE portfolio_id = ?1"
        case .putLimit:
            """
            INSERT INTO portfolios (portfolio_id, messaging_limit) VALUES (?1, ?2)
            ON CONFLICT (portfolio_id) DO UPDATE SET messaging_limit = ?2
            """
        }
    }
}
