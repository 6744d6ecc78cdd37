internal import Notifications
internal import SQLite

/// What Meta allows numbers and portfolios.
struct LimitTable {
    private let details: Statement
    private let putDetails: Statement
    private let putNumberLimit: Statement
    private let forgetCheck: Statement
    private let sendersToAsk: Statement
    private let numbersOfAccount: Statement
    private let portfoliosOfAccount: Statement
    private let portfoliosOfNumber: Statement
    private let numbersOfPortfolio: Statement
    private let limit: Statement
    private let putLimit: Statement
    private let liftRestriction: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        details = try connection.prepare(LimitSQL.details)
        putDetails = try connection.prepare(LimitSQL.putDetails)
        putNumberLimit = try connection.prepare(LimitSQL.putNumberLimit)
        forgetCheck = try connection.prepare(LimitSQL.forgetCheck)
        sendersToAsk = try connection.prepare(LimitSQL.sendersToAsk)
        numbersOfAccount = try connection.prepare(LimitSQL.numbersOfAccount)
        portfoliosOfAccount = try connection.prepare(LimitSQL.portfoliosOfAccount)
        portfoliosOfNumber = try connection.prepare(LimitSQL.portfoliosOfNumber)
        numbersOfPortfolio = try connection.prepare(LimitSQL.numbersOfPortfolio)
        limit = try connection.prepare(LimitSQL.limit)
        putLimit = try connection.prepare(LimitSQL.putLimit)
        liftRestriction = try connection.prepare(LimitSQL.liftRestriction)
    }

    /// What Meta said of the number last; nil: nothing yet.
    func details(of number: PhoneNumberID) throws(SQLiteError) -> SenderDetails? {
        try details.first([.id(number)]) { row in
            SenderDetails(
                throughput: row.throughput(), quality: row.text(),
                messagingLimit: row.messagingLimit())
        }
    }

    func put(_ report: SenderDetailsReport, at now: Timestamp) throws(SQLiteError) {
        let details = report.details
        try putDetails.run([
            .id(report.number), .integer(details.throughput), .text(details.quality),
            .limit(details.messagingLimit), .time(now),
        ])
    }

    /// The details of the number are to be asked for again.
    func forgetCheck(of number: PhoneNumberID) throws(SQLiteError) {
        try forgetCheck.run([.id(number)])
    }

    /// The number is restricted no more for any merchant.
    func liftRestriction(of number: PhoneNumberID) throws(SQLiteError) {
        try liftRestriction.run([.id(number)])
    }

    /// The accounts whose numbers were not asked about since the moment, by number; at most `limit`.
    func sendersToAsk(
        since moment: Timestamp, limit: Int
    ) throws(SQLiteError) -> [SenderAccount] {
        try sendersToAsk.all([.time(moment), .integer(limit)]) { row in
            SenderAccount(
                phoneNumberID: row.id(), accountID: row.text(), accessToken: Secret(row.text()))
        }
    }

    func numbers(ofAccount account: String) throws(SQLiteError) -> [PhoneNumberID] {
        try numbersOfAccount.all([.text(account)]) { row in row.id() }
    }

    func numbers(ofPortfolio portfolio: String) throws(SQLiteError) -> [PhoneNumberID] {
        try numbersOfPortfolio.all([.text(portfolio)]) { row in row.id() }
    }

    func portfolios(ofAccount account: String) throws(SQLiteError) -> [String] {
        try portfoliosOfAccount.all([.text(account)]) { row in row.text() }
    }

    /// Several only where merchants who share the number named different ones.
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

    func put(_ people: Int?, of number: PhoneNumberID) throws(SQLiteError) {
        try putNumberLimit.run([.id(number), .limit(people)])
    }
}

extension Value {
    fileprivate static func limit(_ people: Int?) -> Value {
        people.map { .integer($0) } ?? .null
    }
}
