/// Registers, or replaces, the link to a WhatsApp Business account.
package struct RegisterAuthenticator: Hashable, Sendable {
    /// Authenticators that a merchant may have: each change of one reads all.
    package static let countMax = 256

    package var merchant: MerchantID
    package var phoneNumberID: PhoneNumberID
    package var accountID: String
    package var accessToken: Secret
    package var appSecret: Secret
    package var verifyToken: Secret
    package var templateNamespace: String?
    package var portfolioID: String?
    /// nil: the token is of the app that signs the webhooks.
    package var tokenAppSecret: Secret?

    /// Takes fields that have been checked.
    package init(
        merchant: MerchantID, phoneNumberID: PhoneNumberID, accountID: String, accessToken: Secret,
        appSecret: Secret, verifyToken: Secret, templateNamespace: String?,
        portfolioID: String? = nil, tokenAppSecret: Secret? = nil
    ) {
        self.merchant = merchant
        self.phoneNumberID = phoneNumberID
        self.accountID = accountID
        self.accessToken = accessToken
        self.appSecret = appSecret
        self.verifyToken = verifyToken
        self.templateNamespace = templateNamespace
        self.portfolioID = portfolioID
        self.tokenAppSecret = tokenAppSecret
    }

    /// What is stored about it already.
    package struct Snapshot: Sendable {
        package var merchantExists: Bool
        /// The one with the same phone number id.
        package var existing: Authenticator?
        /// How many the merchant has.
        package var count: Int
        /// The app that has the secret.
        package var app: AppID

        package init(merchantExists: Bool, existing: Authenticator?, count: Int, app: AppID) {
            self.merchantExists = merchantExists
            self.existing = existing
            self.count = count
            self.app = app
        }
    }

    /// The authenticator to store; equal to the existing one if nothing changes.
    ///
    /// A secret that is replaced is taken for ``ReplacedSecret/life`` more. What Meta refused of an
    /// account stays refused until Meta confirms it; it is asked at once.
    package func decide(
        _ snapshot: Snapshot, at now: Timestamp, ids: inout IdentifierGenerator
    ) throws(Refusal) -> Authenticator {
        guard snapshot.merchantExists else { throw .notFound(.merchant) }
        guard snapshot.existing != nil || snapshot.count < Self.countMax else {
            throw .forbidden(
                Refusal.Forbidden(
                    reason: "TOO_MANY_AUTHENTICATORS",
                    message: "The merchant has \(snapshot.count) authenticators, and may have at "
                        + "most \(Self.countMax)."))
        }
        var result = Authenticator(
            id: snapshot.existing?.id ?? AuthenticatorID(rawValue: ids.next()),
            merchant: merchant, version: snapshot.existing?.version ?? 1,
            phoneNumberID: phoneNumberID, accountID: accountID, accessToken: accessToken,
            appSecret: appSecret, verifyToken: verifyToken, templateNamespace: templateNamespace,
            portfolioID: portfolioID)
        result.app = snapshot.app
        result.tokenAppSecret = tokenAppSecret
        guard let existing = snapshot.existing else { return result }
        result.replacedSecret = existing.replacedSecret
        result.claim = existing.claim
        if existing == result { return result }
        result.version += 1
        // In another account it is another claim; in the same, Meta has to confirm what it refused.
        if existing.accountID != accountID { result.claim = .valid }
        if existing.app != result.app {
            result.replacedSecret = ReplacedSecret(
                app: existing.app, secret: existing.appSecret, until: now + ReplacedSecret.life)
        }
        return result
    }
}
