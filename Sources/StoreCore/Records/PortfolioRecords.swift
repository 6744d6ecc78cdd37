package import Notifications

/// The limits of portfolios, and the people whom those with a limit wrote to in the last day.
package protocol PortfolioRecords: AnyObject {
    /// nil: without limit, or unknown.
    func limit(ofPortfolio portfolio: String) throws(RecordsFault) -> Int?

    func put(_ limit: Int?, ofPortfolio portfolio: String) throws(RecordsFault)

    /// Who has not been counted yet for a portfolio with a limit; nil: all have.
    func uncounted(of portfolio: String) throws(RecordsFault) -> UncountedRecipients?

    func put(
        _ uncounted: UncountedRecipients?, of portfolio: String
    ) throws(RecordsFault)

    func numbers(ofPortfolio portfolio: String) throws(RecordsFault) -> [PhoneNumberID]

    /// Several where merchants who share the number named different ones, or are of several apps.
    func portfolios(of number: PhoneNumberID) throws(RecordsFault) -> [String]

    /// Those of the app's authenticators in the account.
    func portfolios(
        ofAccount account: String, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> [String]

    // MARK: People, each with the moment of the last message to them

    /// How many there are, and the first of the moments.
    func people(of portfolio: String) throws(RecordsFault) -> (total: Int, first: Timestamp?)

    /// When the person was written to last; nil: not lately.
    func lastMessage(
        to person: PhoneNumber, of portfolio: String
    ) throws(RecordsFault) -> Timestamp?

    /// Writes the moment, unless a later one is known.
    func put(
        _ person: PhoneNumber, of portfolio: String, at moment: Timestamp
    ) throws(RecordsFault)

    /// Removes people who were last written to at the moment or before, at most so many.
    ///
    /// Gives how many went, and the first moment of those who stay.
    func removePeople(
        until moment: Timestamp, of portfolio: String, limit: Int
    ) throws(RecordsFault) -> (removed: Int, first: Timestamp?)

    func removeAllPeople(of portfolio: String) throws(RecordsFault)

    /// The moment at the place, counted from 0, in the order of time.
    func message(at place: Int, of portfolio: String) throws(RecordsFault) -> Timestamp?

    /// The first moment after this one.
    func message(
        after moment: Timestamp, of portfolio: String
    ) throws(RecordsFault) -> Timestamp?

    /// What was sent, of all tenants, newest first; at most `limit` before the attempt with the number.
    func sent(before attempt: Int64, limit: Int) throws(RecordsFault) -> [UncountedRecipients.Sent]
}
