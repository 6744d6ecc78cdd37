/// A tenant.
package struct Merchant: Hashable, Sendable {
    package var id: MerchantID
    package var displayName: String
    /// ISO 3166-1 alpha-2 code of the country that completes local numbers; nil for none.
    package var defaultCountry: String?
    /// IANA name of the zone for dates in messages.
    package var timeZone: String
    /// At least one, each once.
    package var languages: [Language]
    /// The language to use where a template lacks the session's; one of ``languages``.
    package var fallbackLanguage: Language?
    /// When nobody writes to its customers; nil: never.
    package var quietHours: QuietHours?

    package init(
        id: MerchantID, displayName: String, defaultCountry: String?, timeZone: String,
        languages: [Language], fallbackLanguage: Language?, quietHours: QuietHours? = nil
    ) {
        self.id = id
        self.displayName = displayName
        self.defaultCountry = defaultCountry
        self.timeZone = timeZone
        self.languages = languages
        self.fallbackLanguage = fallbackLanguage
        self.quietHours = quietHours
    }
}

/// A value that is never shown: printing it prints `<secret>`.
package struct Secret: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// The value, for the one place that needs it.
    package let value: String

    package init(_ value: String) { self.value = value }

    package var description: String { "<secret>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// The link between a merchant and a WhatsApp Business account.
package struct Authenticator: Hashable, Sendable {
    package var id: AuthenticatorID
    package var merchant: MerchantID
    /// 1 for the first registration, one more for each change.
    package var version: Int
    package var phoneNumberID: PhoneNumberID
    /// Meta's id of the WhatsApp Business account.
    package var accountID: String
    package var accessToken: Secret
    package var appSecret: Secret
    package var verifyToken: Secret
    /// The account's template namespace; nil if none was given.
    package var templateNamespace: String?
    /// Meta's id of the business portfolio that the account belongs to; nil if none was given.
    package var portfolioID: String?
    /// The app whose secret signs its webhooks.
    package var app = AppID(rawValue: 0)
    /// The app secret before the present one, while it is still taken.
    package var replacedSecret: ReplacedSecret?
    /// The secret of the token's app, where that is another one than the webhooks'.
    package var tokenAppSecret: Secret?
    /// Whether Meta confirms that the token reaches the number.
    package var claim = Claim.valid

    package init(
        id: AuthenticatorID, merchant: MerchantID, version: Int, phoneNumberID: PhoneNumberID,
        accountID: String, accessToken: Secret, appSecret: Secret, verifyToken: Secret,
        templateNamespace: String?, portfolioID: String? = nil
    ) {
        self.id = id
        self.merchant = merchant
        self.version = version
        self.phoneNumberID = phoneNumberID
        self.accountID = accountID
        self.accessToken = accessToken
        self.appSecret = appSecret
        self.verifyToken = verifyToken
        self.templateNamespace = templateNamespace
        self.portfolioID = portfolioID
    }

    /// What Meta's daily limit is counted for: an account of an unnamed portfolio stands alone.
    package var portfolio: String { portfolioID ?? accountID }
    /// The portfolio as the app names it: what another app's merchant calls the same is another one.
    package var portfolioKey: String { "\(app.rawValue)/\(portfolio)" }

    /// The account that its messages leave from.
    package var account: SenderAccount {
        SenderAccount(
            phoneNumberID: phoneNumberID, accountID: accountID, accessToken: accessToken,
            appSecret: tokenAppSecret ?? appSecret)
    }
}
