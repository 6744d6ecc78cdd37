import Notifications
import SQLite
import StoreCore

extension SQLiteRecords: SenderRecords {
    func details(of number: PhoneNumberID) throws(RecordsFault) -> SenderDetails? {
        try neutral(tables.limits.details(of: number))
    }

    func put(_ report: SenderDetailsReport, at now: Timestamp) throws(RecordsFault) {
        try neutral(tables.limits.put(report, at: now))
    }

    func askAgain(about number: PhoneNumberID) throws(RecordsFault) {
        try neutral(tables.limits.forgetCheck(of: number))
    }

    func stop(
        of number: PhoneNumberID, for merchant: MerchantKey?
    ) throws(RecordsFault) -> SenderStop? {
        try neutral(tables.senders.stop(of: number, for: merchant))
    }

    func released(
        _ number: PhoneNumberID, for merchant: MerchantKey?
    ) throws(RecordsFault) -> Timestamp? {
        try neutral(tables.senders.released(number, for: merchant))
    }

    func put(
        _ stop: SenderStop, of number: PhoneNumberID, for merchant: MerchantKey?
    ) throws(RecordsFault) {
        try neutral(tables.senders.put(stop, of: number, for: merchant))
    }

    func release(
        _ number: PhoneNumberID, for merchant: MerchantKey?, at now: Timestamp
    ) throws(RecordsFault) {
        try neutral(tables.senders.release(number, for: merchant, at: now))
    }
}

extension SQLiteRecords: NewsRecords {
    func merchants(
        of number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> [MerchantKey] {
        try neutral(tables.apps.merchants(of: number, proof, at: now))
    }

    func numbers(
        ofAccount account: String, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> [PhoneNumberID] {
        try neutral(tables.limits.numbers(ofAccount: account, proof, at: now))
    }

    func has(
        _ number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> Bool {
        try neutral(tables.apps.has(number, proof, at: now))
    }

    func has(
        account: String, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> Bool {
        try neutral(tables.apps.has(account: account, proof, at: now))
    }

    func isHeld(_ id: String, by app: AppID) throws(RecordsFault) -> Bool {
        try neutral(tables.apps.isHeld(id, by: app))
    }

    func isShared(_ number: PhoneNumberID) throws(RecordsFault) -> Bool {
        try neutral(tables.apps.sharedNumbers().contains(number))
    }

    func newest(of subject: NewsSubject, _ proof: AppProof) throws(RecordsFault) -> Timestamp? {
        try neutral(tables.apps.newest(of: subject, proof))
    }

    func put(
        _ moment: Timestamp, of subject: NewsSubject, _ proof: AppProof
    ) throws(RecordsFault) {
        try neutral(tables.apps.put(moment, of: subject, proof))
    }
}

extension SQLiteRecords: PortfolioRecords {
    func limit(ofPortfolio portfolio: String) throws(RecordsFault) -> Int? {
        try neutral(tables.limits.limit(ofPortfolio: portfolio))
    }

    func put(_ limit: Int?, ofPortfolio portfolio: String) throws(RecordsFault) {
        try neutral(tables.limits.put(limit, ofPortfolio: portfolio))
    }

    func uncounted(of portfolio: String) throws(RecordsFault) -> UncountedRecipients? {
        try neutral(tables.limits.uncounted(of: portfolio))
    }

    func put(
        _ uncounted: UncountedRecipients?, of portfolio: String
    ) throws(RecordsFault) {
        try neutral(tables.limits.put(uncounted, of: portfolio))
    }

    func numbers(ofPortfolio portfolio: String) throws(RecordsFault) -> [PhoneNumberID] {
        try neutral(tables.limits.numbers(ofPortfolio: portfolio))
    }

    func portfolios(of number: PhoneNumberID) throws(RecordsFault) -> [String] {
        try neutral(tables.limits.portfolios(of: number))
    }

    func portfolios(
        ofAccount account: String, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> [String] {
        try neutral(tables.limits.portfolios(ofAccount: account, proof, at: now))
    }

    // MARK: People

    func people(of portfolio: String) throws(RecordsFault) -> (total: Int, first: Timestamp?) {
        try neutral(tables.people(of: portfolio))
    }

    func lastMessage(
        to person: PhoneNumber, of portfolio: String
    ) throws(RecordsFault) -> Timestamp? {
        try neutral(tables.conversations.find(person, of: portfolio))
    }

    func put(
        _ person: PhoneNumber, of portfolio: String, at moment: Timestamp
    ) throws(RecordsFault) {
        try neutral(tables.conversations.put(person, of: portfolio, at: moment))
    }

    func removePeople(
        until moment: Timestamp, of portfolio: String, limit: Int
    ) throws(RecordsFault) -> (removed: Int, first: Timestamp?) {
        try neutral(tables.removePeople(until: moment, of: portfolio, limit: limit))
    }

    func removeAllPeople(of portfolio: String) throws(RecordsFault) {
        try neutral(tables.conversations.removeAll(of: portfolio))
    }

    func message(at place: Int, of portfolio: String) throws(RecordsFault) -> Timestamp? {
        try neutral(tables.conversations.moment(at: place, of: portfolio))
    }

    func message(
        after moment: Timestamp, of portfolio: String
    ) throws(RecordsFault) -> Timestamp? {
        try neutral(tables.conversations.moment(after: moment, of: portfolio))
    }

    func sent(before attempt: Int64, limit: Int) throws(RecordsFault) -> [UncountedRecipients.Sent]
    {
        try neutral(tables.conversations.attempts(before: attempt, limit: limit))
    }
}
