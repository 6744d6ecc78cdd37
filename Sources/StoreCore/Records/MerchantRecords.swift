package import Notifications

/// Merchants with their authenticators and pauses, and what was done for them.
package protocol MerchantRecords: AnyObject {
    /// The merchant with all that commands ask for; nil: unknown.
    func tenant(_ id: MerchantID) throws(RecordsFault) -> Tenant?

    func insert(_ merchant: Merchant) throws(RecordsFault)

    func update(_ merchant: Merchant) throws(RecordsFault)

    func insert(_ entry: AuditEntry, of merchant: MerchantKey) throws(RecordsFault)

    // MARK: Pauses

    /// The merchant's own, and those of its numbers that others asked for; oldest first.
    func pauses(concerning merchant: MerchantKey) throws(RecordsFault) -> [StoredPause]

    func insert(_ pause: Pause, of merchant: MerchantKey) throws(RecordsFault)

    func delete(_ pause: StoredPause) throws(RecordsFault)

    // MARK: Authenticators

    /// The app with the secret, made if there is none.
    func app(withSecret secret: Secret) throws(RecordsFault) -> AppID

    /// Forgets the secrets that are taken no more and that nobody holds.
    func forgetUnusedApps(at now: Timestamp) throws(RecordsFault)

    func insert(_ authenticator: Authenticator, of merchant: MerchantKey) throws(RecordsFault)

    func update(_ authenticator: Authenticator, of merchant: MerchantKey) throws(RecordsFault)

    /// Notes that Meta is to be asked about the authenticator at once.
    func askAgain(about authenticator: AuthenticatorID, of merchant: MerchantKey)
        throws(RecordsFault)

    /// Notes that Meta is to be asked to post the account's webhooks to the token's app.
    func wantSubscription(
        of authenticator: AuthenticatorID, _ merchant: MerchantKey
    ) throws(RecordsFault)

    /// Writes what Meta said of an authenticator, unless it has changed since.
    func put(_ report: ClaimReport, of merchant: MerchantKey, at now: Timestamp)
        throws(RecordsFault)

    func put(_ report: ContactReport, of merchant: MerchantKey, at now: Timestamp)
        throws(RecordsFault)
}

/// A pause, its number inside, and the merchant that it was asked for.
package struct StoredPause: Sendable {
    package let row: Int64
    package let merchant: MerchantKey
    package let pause: Pause

    package init(row: Int64, merchant: MerchantKey, pause: Pause) {
        self.row = row
        self.merchant = merchant
        self.pause = pause
    }
}
