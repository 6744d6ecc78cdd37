package import Notifications

/// Merchants with their authenticators and pauses, and what was done for them.
package protocol MerchantRecords: AnyObject {
    /// How the engine fails.
    associatedtype Failure: Error

    /// The merchant with all that commands ask for; nil: unknown.
    func tenant(_ id: MerchantID) throws(Failure) -> Tenant?

    func insert(_ merchant: Merchant) throws(Failure)

    func update(_ merchant: Merchant) throws(Failure)

    func insert(_ entry: AuditEntry, of merchant: MerchantKey) throws(Failure)

    // MARK: Pauses

    /// The merchant's own, and those of its numbers that others asked for; oldest first.
    func pauses(concerning merchant: MerchantKey) throws(Failure) -> [StoredPause]

    func insert(_ pause: Pause, of merchant: MerchantKey) throws(Failure)

    func delete(_ pause: StoredPause) throws(Failure)

    // MARK: Authenticators

    /// The app with the secret, made if there is none.
    func app(withSecret secret: Secret) throws(Failure) -> AppID

    /// Forgets the secrets that are taken no more and that nobody holds.
    func forgetUnusedApps(at now: Timestamp) throws(Failure)

    func insert(_ authenticator: Authenticator, of merchant: MerchantKey) throws(Failure)

    func update(_ authenticator: Authenticator, of merchant: MerchantKey) throws(Failure)

    /// Notes that Meta is to be asked about the authenticator at once.
    func askAgain(about authenticator: AuthenticatorID, of merchant: MerchantKey) throws(Failure)

    /// Notes that Meta is to be asked to post the account's webhooks to the token's app.
    func wantSubscription(
        of authenticator: AuthenticatorID, _ merchant: MerchantKey
    ) throws(Failure)

    /// Writes what Meta said of an authenticator, unless it has changed since.
    func put(_ report: ClaimReport, of merchant: MerchantKey, at now: Timestamp) throws(Failure)

    func put(_ report: ContactReport, of merchant: MerchantKey, at now: Timestamp) throws(Failure)
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
