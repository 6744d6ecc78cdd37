import Notifications

/// Whom Meta's news concerns: the authenticators of the number or the account that it is about and that
/// are of the app whose signature proves it, and nobody else's.
struct NewsCheck {
    private let records: any Records

    init(_ records: any Records) { self.records = records }

    /// Whether the news is newer than what is known of its subject, which it becomes then.
    func isNews(
        _ occurredAt: Timestamp?, of subject: NewsSubject, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> Bool {
        let moment = NewsOrder.moment(occurredAt, at: now)
        let newest = try records.newest(of: subject, proof)
        if NewsOrder.isStale(moment, newest: newest, at: now) { return false }
        if moment != newest { try records.put(moment, of: subject, proof) }
        return true
    }

    /// The answer to news about something of the number that is not known here.
    func unknown(
        _ number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> CommandAnswer {
        try records.has(number, proof, at: now)
            ? .recorded(nil) : try foreign(number.rawValue, proof)
    }

    func unknown(
        account: String, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> CommandAnswer {
        try records.has(account: account, proof, at: now)
            ? .recorded(nil) : try foreign(account, proof)
    }

    /// The answer to news about a number or an account that nobody of the app has: where one has it who
    /// was not given the app's present secret yet, Meta is to come again.
    func foreign(_ id: String, _ proof: AppProof) throws(RecordsFault) -> CommandAnswer {
        guard let replaced = proof.replaced, try records.isHeld(id, by: replaced) else {
            return .ignored(.foreign)
        }
        return .ignored(.notYet)
    }
}
