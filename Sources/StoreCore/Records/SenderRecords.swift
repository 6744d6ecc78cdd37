package import Notifications

/// Sender numbers: what Meta says of them, and what stops them.
package protocol SenderRecords: AnyObject {
    /// What Meta said of the number last; nil: nothing yet.
    func details(of number: PhoneNumberID) throws(RecordsFault) -> SenderDetails?

    func put(_ report: SenderDetailsReport, at now: Timestamp) throws(RecordsFault)

    /// Notes that the details of the number are to be asked for again.
    func askAgain(about number: PhoneNumberID) throws(RecordsFault)

    /// What stops the number for the merchant alone or, with nil, for all; nil: nothing does.
    func stop(
        of number: PhoneNumberID, for merchant: MerchantKey?
    ) throws(RecordsFault) -> SenderStop?

    /// When the number was last let go, for the merchant or for all; nil: it never stopped.
    func released(
        _ number: PhoneNumberID, for merchant: MerchantKey?
    ) throws(RecordsFault) -> Timestamp?

    /// Writes that the number stopped; nil for all merchants.
    func put(
        _ stop: SenderStop, of number: PhoneNumberID, for merchant: MerchantKey?
    ) throws(RecordsFault)

    /// Writes that the number goes on; nil for all merchants.
    func release(
        _ number: PhoneNumberID, for merchant: MerchantKey?, at now: Timestamp
    ) throws(RecordsFault)
}

/// Whose word counts for whom, and which was the newest.
package protocol NewsRecords: AnyObject {
    /// The app's merchants that send from the number.
    func merchants(
        of number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> [MerchantKey]

    /// The numbers of the app's authenticators in the account.
    func numbers(
        ofAccount account: String, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> [PhoneNumberID]

    /// Whether somebody of the app has the number.
    func has(
        _ number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> Bool

    /// Whether somebody of the app has the account.
    func has(account: String, _ proof: AppProof, at now: Timestamp) throws(RecordsFault) -> Bool

    /// Whether somebody of the app has the number or the account with the id.
    func isHeld(_ id: String, by app: AppID) throws(RecordsFault) -> Bool

    /// Whether merchants of more than one app send from the number.
    func isShared(_ number: PhoneNumberID) throws(RecordsFault) -> Bool

    /// When the newest that is known of the subject happened; nil: nothing is known.
    func newest(of subject: NewsSubject, _ proof: AppProof) throws(RecordsFault) -> Timestamp?

    func put(
        _ moment: Timestamp, of subject: NewsSubject, _ proof: AppProof
    ) throws(RecordsFault)
}
