import Notifications
import SQLite
import StoreCore

/// Statements on merchants and their authenticators.
enum MerchantSQL: Int, StatementText {
    case find, insert, update
    case authenticators, insertAuthenticator, updateAuthenticator

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

/// Merchants and their authenticators.
struct MerchantTable {
    private let statements: Statements<MerchantSQL>

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
    }

    func find(_ id: MerchantID) throws(SQLiteError) -> (key: MerchantKey, merchant: Merchant)? {
        try statements[.find].first([.id(id)]) { row throws(SQLiteError) in
            try Self.merchant(&row)
        }
    }

    /// Reads ``MerchantSQL/columns``.
    static func merchant(
        _ row: inout Row
    ) throws(SQLiteError) -> (key: MerchantKey, merchant: Merchant) {
        let key = MerchantKey(row: row.integer(), id: row.id())
        let merchant = Merchant(
            id: key.id, displayName: row.text(), defaultCountry: row.optionalText(),
            timeZone: row.text(), languages: try decodeWords(row.text()),
            fallbackLanguage: try row.optionalWord(), quietHours: quietHours(&row))
        return (key, merchant)
    }

    func insert(_ merchant: Merchant) throws(SQLiteError) {
        try statements[.insert].run(values(of: merchant))
    }

    func update(_ merchant: Merchant) throws(SQLiteError) {
        try statements[.update].run(values(of: merchant))
    }

    private func values(of merchant: Merchant) -> [Value] {
        [
            .id(merchant.id), .text(merchant.displayName), .text(merchant.defaultCountry),
            .text(merchant.timeZone), .text(encodeWords(merchant.languages)),
            .word(merchant.fallbackLanguage), .number(merchant.quietHours?.startMinute),
            .number(merchant.quietHours?.endMinute),
            .flag(merchant.quietHours?.includesPostPayment ?? false),
        ]
    }

    private static func quietHours(_ row: inout Row) -> QuietHours? {
        let start = row.optionalInteger()
        let end = row.optionalInteger()
        let includesPostPayment = row.integer() != 0
        guard let start, let end else { return nil }
        return QuietHours(
            startMinute: Int(start), endMinute: Int(end), includesPostPayment: includesPostPayment)
    }

    /// By phone number id.
    func authenticators(of merchant: MerchantKey) throws(SQLiteError) -> [Authenticator] {
        try statements[.authenticators].all([.integer(merchant.row)]) { row in
            Self.authenticator(&row)
        }
    }

    func insert(
        _ authenticator: Authenticator, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try statements[.insertAuthenticator].run(values(of: authenticator, merchant))
    }

    func update(
        _ authenticator: Authenticator, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try statements[.updateAuthenticator].run(values(of: authenticator, merchant))
    }

    private func values(of authenticator: Authenticator, _ merchant: MerchantKey) -> [Value] {
        [
            .integer(merchant.row), .id(authenticator.id), .integer(authenticator.version),
            .id(authenticator.phoneNumberID), .text(authenticator.accountID),
            .text(authenticator.accessToken.value), .integer(authenticator.app.rawValue),
            .text(authenticator.verifyToken.value), .text(authenticator.templateNamespace),
            .text(authenticator.portfolioID),
            authenticator.replacedSecret.map { .integer($0.app.rawValue) } ?? .null,
            .time(authenticator.replacedSecret?.until),
            .text(authenticator.tokenAppSecret?.value), .text(authenticator.claim.problem),
        ]
    }

    /// Reads ``MerchantSQL/accountColumns``.
    static func account(_ row: inout Row) -> SenderAccount {
        SenderAccount(
            phoneNumberID: row.id(), accountID: row.text(), accessToken: Secret(row.text()),
            appSecret: Secret(row.text()))
    }

    /// Reads ``MerchantSQL/authenticatorColumns``.
    static func authenticator(_ row: inout Row) -> Authenticator {
        let merchant: MerchantID = row.id()
        var authenticator = Authenticator(
            id: row.id(), merchant: merchant, version: row.number(), phoneNumberID: row.id(),
            accountID: row.text(), accessToken: Secret(row.text()),
            appSecret: Secret(row.text()), verifyToken: Secret(row.text()),
            templateNamespace: row.optionalText(), portfolioID: row.optionalText())
        authenticator.app = AppID(rawValue: row.integer())
        let replaced = AppID(rawValue: row.integer())
        let secret = row.optionalText()
        let until = row.optionalTime()
        if let secret, let until {
            authenticator.replacedSecret = ReplacedSecret(
                app: replaced, secret: Secret(secret), until: until)
        }
        authenticator.tokenAppSecret = row.optionalText().map { Secret($0) }
        let problem = row.text()
        authenticator.claim = problem.isEmpty ? .valid : .refused(problem)
        return authenticator
    }
}
