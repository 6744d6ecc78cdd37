import Notifications
import SQLite

/// Statements on what Meta allows numbers and portfolios, which merchants may share.
enum LimitSQL: Int, StatementText {
    case details, askedWith, putDetails, forgetCheck, sendersToAsk
    case numbersOfAccount, portfoliosOfAccount, portfoliosOfNumber, numbersOfPortfolio
    case limit, putLimit, uncounted, putUncounted

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
        case .uncounted: "SELECT uncounted_before FROM portfolios WHERE portfolio_id = ?1"
        case .putUncounted:
            "UPDATE portfolios SET uncounted_before = ?2 WHERE portfolio_id = ?1"
        }
    }
}

/// What Meta allows numbers and portfolios.
struct LimitTable {
    private let statements: Statements<LimitSQL>

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
    }

    /// What Meta said of the number last; nil: nothing yet.
    func details(of number: PhoneNumberID) throws(SQLiteError) -> SenderDetails? {
        try statements[.details].first([.id(number)]) { row in
            SenderDetails(
                throughput: row.throughput(), quality: row.text(),
                messagingLimit: row.messagingLimit())
        }
    }

    /// Whose token Meta was asked with about the number last; nil: it has not been asked.
    func askedWith(about number: PhoneNumberID) throws(SQLiteError) -> AuthenticatorID? {
        try statements[.askedWith].first([.id(number)]) { row in row.id() }
    }

    func put(_ report: SenderDetailsReport, at now: Timestamp) throws(SQLiteError) {
        let details = report.details
        try statements[.putDetails].run([
            .id(report.number), .integer(details.throughput), .text(details.quality),
            .limit(details.messagingLimit), .time(now), .id(report.authenticator),
        ])
    }

    /// The details of the number are to be asked for again.
    func forgetCheck(of number: PhoneNumberID) throws(SQLiteError) {
        try statements[.forgetCheck].run([.id(number)])
    }

    /// The accounts whose numbers were not asked about since the moment, by number; at most `limit`.
    func sendersToAsk(
        since moment: Timestamp, limit: Int
    ) throws(SQLiteError) -> [SenderQuestion] {
        try statements[.sendersToAsk].all([.time(moment), .integer(limit)]) { row in
            SenderQuestion(authenticator: row.id(), account: MerchantTable.account(&row))
        }
    }

    /// Of the app's authenticators.
    func numbers(
        ofAccount account: String, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> [PhoneNumberID] {
        try statements[.numbersOfAccount].all([.text(account)] + .proof(proof, at: now)) { row in
            row.id()
        }
    }

    func numbers(ofPortfolio portfolio: String) throws(SQLiteError) -> [PhoneNumberID] {
        try statements[.numbersOfPortfolio].all([.text(portfolio)]) { row in row.id() }
    }

    /// Of the app's authenticators.
    func portfolios(
        ofAccount account: String, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> [String] {
        try statements[.portfoliosOfAccount].all([.text(account)] + .proof(proof, at: now)) { row in
            row.text()
        }
    }

    /// Several where merchants who share the number named different ones, or are of several apps.
    func portfolios(of number: PhoneNumberID) throws(SQLiteError) -> [String] {
        try statements[.portfoliosOfNumber].all([.id(number)]) { row in row.text() }
    }

    /// nil: without limit, or unknown.
    func limit(ofPortfolio portfolio: String) throws(SQLiteError) -> Int? {
        try statements[.limit].first([.text(portfolio)]) { row in row.messagingLimit() } ?? nil
    }

    func put(_ people: Int?, ofPortfolio portfolio: String) throws(SQLiteError) {
        try statements[.putLimit].run([.text(portfolio), .limit(people)])
    }

    /// Who has not been counted yet for the portfolio; nil: all have.
    func uncounted(of portfolio: String) throws(SQLiteError) -> UncountedRecipients? {
        let before = try statements[.uncounted].first([.text(portfolio)]) { row in
            row.optionalInteger()
        }
        return before.flatMap { $0 }.map(UncountedRecipients.init(before:))
    }

    func put(
        _ uncounted: UncountedRecipients?, of portfolio: String
    ) throws(SQLiteError) {
        try statements[.putUncounted].run([
            .text(portfolio), uncounted.map { .integer($0.before) } ?? .null,
        ])
    }
}

extension Value {
    fileprivate static func limit(_ people: Int?) -> Value {
        people.map { .integer($0) } ?? .null
    }
}
