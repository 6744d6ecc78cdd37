/// Registers, or replaces, the link to a WhatsApp Business account.
package struct RegisterAuthenticator: Hashable, Sendable {
    package var merchant: MerchantID
    package var phoneNumberID: PhoneNumberID
    package var accountID: String
    package var accessToken: Secret
    package var appSecret: Secret
    package var verifyToken: Secret
    package var templateNamespace: String?
    package var portfolioID: String?

    /// Takes fields that have been checked.
    package init(
        merchant: MerchantID, phoneNumberID: PhoneNumberID, accountID: String, accessToken: Secret,
        appSecret: Secret, verifyToken: Secret, templateNamespace: String?,
        portfolioID: String? = nil
    ) {
        self.merchant = merchant
        self.phoneNumberID = phoneNumberID
        self.accountID = accountID
        self.accessToken = accessToken
        self.appSecret = appSecret
        self.verifyToken = verifyToken
        self.templateNamespace = templateNamespace
        self.portfolioID = portfolioID
    }

    /// What is stored about it already.
    package struct Snapshot: Sendable {
        package var merchantExists: Bool
        /// The one with the same phone number id.
        package var existing: Authenticator?

        package init(merchantExists: Bool, existing: Authenticator?) {
            self.merchantExists = merchantExists
            self.existing = existing
        }
    }

    /// The authenticator to store; equal to the existing one if nothing changes.
    package func decide(
        _ snapshot: Snapshot, ids: inout IdentifierGenerator
    ) throws(Refusal) -> Authenticator {
        guard snapshot.merchantExists else { throw .notFound(.merchant) }
        var result = Authenticator(
            id: snapshot.existing?.id ?? AuthenticatorID(rawValue: ids.next()),
            merchant: merchant, version: snapshot.existing?.version ?? 1,
            phoneNumberID: phoneNumberID, accountID: accountID, accessToken: accessToken,
            appSecret: appSecret, verifyToken: verifyToken, templateNamespace: templateNamespace,
            portfolioID: portfolioID)
        if let existing = snapshot.existing, existing != result { result.version += 1 }
        return result
    }
}
