internal import Notifications
internal import SQLite
internal import StoreCore

extension SQLiteRecords: SenderRecords {
    func details(of number: PhoneNumberID) throws(SQLiteError) -> SenderDetails? {
        try tables.limits.details(of: number)
    }

    func put(_ report: SenderDetailsReport, at now: Timestamp) throws(SQLiteError) {
        try tables.limits.put(report, at: now)
    }

    func askAgain(about number: PhoneNumberID) throws(SQLiteError) {
        try tables.limits.forgetCheck(of: number)
    }

    func stop(
        of number: PhoneNumberID, for merchant: MerchantKey?
    ) throws(SQLiteError) -> SenderStop? {
        try tables.senders.stop(of: number, for: merchant)
    }

    func released(
        _ number: PhoneNumberID, for merchant: MerchantKey?
    ) throws(SQLiteError) -> Timestamp? {
        try tables.senders.released(number, for: merchant)
    }

    func put(
        _ stop: SenderStop, of number: PhoneNumberID, for merchant: MerchantKey?
    ) throws(SQLiteError) {
        try tables.senders.put(stop, of: number, for: merchant)
    }

    func release(
        _ number: PhoneNumberID, for merchant: MerchantKey?, at now: Timestamp
    ) throws(SQLiteError) {
        try tables.senders.release(number, for: merchant, at: now)
    }
}

extension SQLiteRecords: NewsRecords {
    func merchants(
        of number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> [MerchantKey] {
        try tables.apps.merchants(of: number, proof, at: now)
    }

    func numbers(
        ofAccount account: String, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> [PhoneNumberID] {
        try tables.limits.numbers(ofAccount: account, proof, at: now)
    }

    func has(
        _ number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> Bool {
        try tables.apps.has(number, proof, at: now)
    }

    func has(
        account: String, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> Bool {
        try tables.apps.has(account: account, proof, at: now)
    }

    func isHeld(_ id: String, by app: AppID) throws(SQLiteError) -> Bool {
        try tables.apps.isHeld(id, by: app)
    }

    func isShared(_ number: PhoneNumberID) throws(SQLiteError) -> Bool {
        try tables.apps.sharedNumbers().contains(number)
    }

    func newest(of subject: NewsSubject, _ proof: AppProof) throws(SQLiteError) -> Timestamp? {
        try tables.apps.newest(of: subject, proof)
    }

    func put(
        _ moment: Timestamp, of subject: NewsSubject, _ proof: AppProof
    ) throws(SQLiteError) {
        try tables.apps.put(moment, of: subject, proof)
    }
}

extension SQLiteRecords: PortfolioRecords {
    func limit(ofPortfolio portfolio: String) throws(SQLiteError) -> Int? {
        try tables.limits.limit(ofPortfolio: portfolio)
    }

    func put(_ limit: Int?, ofPortfolio portfolio: String) throws(SQLiteError) {
        try tables.limits.put(limit, ofPortfolio: portfolio)
    }

    func numbers(ofPortfolio portfolio: String) throws(SQLiteError) -> [PhoneNumberID] {
        try tables.limits.numbers(ofPortfolio: portfolio)
    }

    func portfolios(of number: PhoneNumberID) throws(SQLiteError) -> [String] {
        try tables.limits.portfolios(of: number)
    }

    func portfolios(
        ofAccount account: String, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> [String] {
        try tables.limits.portfolios(ofAccount: account, proof, at: now)
    }

    // MARK: People

    func people(of portfolio: String) throws(SQLiteError) -> (total: Int, first: Timestamp?) {
        let total = try tables.conversations.count(of: portfolio, after: Self.ever)
        return (total, try tables.conversations.first(of: portfolio))
    }

    /// Before all messages.
    private static let ever = Timestamp(milliseconds: .min)

    func lastMessage(
        to person: PhoneNumber, of portfolio: String
    ) throws(SQLiteError) -> Timestamp? {
        try tables.conversations.find(person, of: portfolio)
    }

    func put(
        _ person: PhoneNumber, of portfolio: String, at moment: Timestamp
    ) throws(SQLiteError) {
        try tables.conversations.put(person, of: portfolio, at: moment)
    }

    func removePeople(
        until moment: Timestamp, of portfolio: String, limit: Int
    ) throws(SQLiteError) -> (removed: Int, first: Timestamp?) {
        let removed = try tables.conversations.remove(until: moment, of: portfolio, limit: limit)
        return (removed, try tables.conversations.first(of: portfolio))
    }

    func removeAllPeople(of portfolio: String) throws(SQLiteError) {
        try tables.conversations.removeAll(of: portfolio)
    }

    func message(at place: Int, of portfolio: String) throws(SQLiteError) -> Timestamp? {
        try tables.conversations.moment(at: place, of: portfolio)
    }

    func message(
        after moment: Timestamp, of portfolio: String
    ) throws(SQLiteError) -> Timestamp? {
        try tables.conversations.moment(after: moment, of: portfolio)
    }

    func sent(before attempt: Int64, limit: Int) throws(SQLiteError) -> [PeopleBacklog.Sent] {
        try tables.conversations.attempts(before: attempt, limit: limit)
    }
}
