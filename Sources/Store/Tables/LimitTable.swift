internal import Notifications
internal import SQLite

/// What Meta allows numbers and portfolios.
struct LimitTable {
    private let details: Statement
    private let askedWith: Statement
    private let putDetails: Statement
    private let forgetCheck: Statement
    private let sendersToAsk: Statement
    private let numbersOfAccount: Statement
    private let portfoliosOfAccount: Statement
    private let portfoliosOfNumber: Statement
    private let numbersOfPortfolio: Statement
    private let limit: Statement
    private let putLimit: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        details = try connection.prepare(LimitSQL.details)
        askedWith = try connection.prepare(LimitSQL.askedWith)
        putDetails = try connection.prepare(LimitSQL.putDetails)
        forgetCheck = try connection.prepare(LimitSQL.forgetCheck)
        sendersToAsk = try connection.prepare(LimitSQL.sendersToAsk)
        numbersOfAccount = try connection.prepare(LimitSQL.numbersOfAccount)
        portfoliosOfAccount = try connection.prepare(LimitSQL.portfoliosOfAccount)
        portfoliosOfNumber = try connection.prepare(LimitSQL.portfoliosOfNumber)
        numbersOfPortfolio = try connection.prepare(LimitSQL.numbersOfPortfolio)
        limit = try connection.prepare(LimitSQL.limit)
        putLimit = try connection.prepare(LimitSQL.putLimit)
    }

    /// What Meta said of the number last; nil: nothing yet.
    func details(of number: PhoneNumberID) throws(SQLiteError) -> SenderDetails? {
        try details.first([.id(number)]) { row in
            SenderDetails(
                throughput: row.throughput(), quality: row.text(),
                messagingLimit: row.messagingLimit())
        }
    }

    /// Whose token Meta was asked with about the number last; nil: it has not been asked.
    func askedWith(about number: PhoneNumberID) throws(SQLiteError) -> AuthenticatorID? {
        try askedWith.first([.id(number)]) { row in row.id() }
    }

    func put(_ report: SenderDetailsReport, at now: Timestamp) throws(SQLiteError) {
        let details = report.details
        try putDetails.run([
            .id(report.number), .integer(details.throughput), .text(details.quality),
            .limit(details.messagingLimit), .time(now), .id(report.authenticator),
        ])
    }

    /// The details of the number are to be asked for again.
    func forgetCheck(of number: PhoneNumberID) throws(SQLiteError) {
        try forgetCheck.run([.id(number)])
    }

    /// The accounts whose numbers were not asked about since the moment, by number; at most `limit`.
    func sendersToAsk(
        since moment: Timestamp, limit: Int
    ) throws(SQLiteError) -> [SenderQuestion] {
        try sendersToAsk.all([.time(moment), .integer(limit)]) { row in
            SenderQuestion(authenticator: row.id(), account: MerchantTable.account(&row))
        }
    }

    /// Of the app's authenticators.
    func numbers(
        ofAccount account: String, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> [PhoneNumberID] {
        try numbersOfAccount.all([.text(account)] + .proof(proof, at: now)) { row in row.id() }
    }

    func numbers(ofPortfolio portfolio: String) throws(SQLiteError) -> [PhoneNumberID] {
        try numbersOfPortfolio.all([.text(portfolio)]) { row in row.id() }
    }

    /// Of the app's authenticators.
    func portfolios(
        ofAccount account: String, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> [String] {
        try portfoliosOfAccount.all([.text(account)] + .proof(proof, at: now)) { row in row.text() }
    }

    /// Several where merchants who share the number named different ones, or are of several apps.
    func portfolios(of number: PhoneNumberID) throws(SQLiteError) -> [String] {
        try portfoliosOfNumber.all([.id(number)]) { row in row.text() }
    }

    /// nil: without limit, or unknown.
    func limit(ofPortfolio portfolio: String) throws(SQLiteError) -> Int? {
        try limit.first([.text(portfolio)]) { row in row.messagingLimit() } ?? nil
    }

    func put(_ people: Int?, ofPortfolio portfolio: String) throws(SQLiteError) {
        try putLimit.run([.text(portfolio), .limit(people)])
    }
}

extension Value {
    fileprivate static func limit(_ people: Int?) -> Value {
        people.map { .integer($0) } ?? .null
    }
}
