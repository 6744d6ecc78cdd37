import Messages
import Notifications

extension Messages.Merchant {
    /// A merchant with all of its settings.
    init(_ merchant: Notifications.Merchant) {
        self.init(
            merchantID: merchant.id.rawValue, displayName: merchant.displayName,
            defaultCountry: merchant.defaultCountry ?? "", timeZone: merchant.timeZone,
            languages: merchant.languages.map(\.rawValue),
            fallbackLanguage: merchant.fallbackLanguage?.rawValue ?? "",
            quietHours: merchant.quietHours.map(Messages.QuietHours.init) ?? Messages.QuietHours())
    }
}

extension Messages.QuietHours {
    /// Quiet hours as requests write them.
    init(_ quietHours: Notifications.QuietHours) {
        self.init(
            start: quietHours.start, end: quietHours.end,
            includePostPayment: quietHours.includesPostPayment)
    }
}

extension Messages.Authenticator {
    /// An authenticator without its secrets.
    init(_ authenticator: Notifications.Authenticator) {
        self.init(
            authenticatorID: authenticator.id.rawValue,
            version: UInt32(clamping: authenticator.version),
            phoneNumberID: authenticator.phoneNumberID.rawValue, wabaID: authenticator.accountID,
            templateNamespace: authenticator.templateNamespace ?? "",
            webhookPath: "/webhooks/whatsapp/\(authenticator.id)",
            portfolioID: authenticator.portfolioID ?? "", problem: authenticator.claim.problem)
    }

    /// An authenticator as it stands with Meta.
    init(_ status: AuthenticatorStatus) {
        self.init(status.authenticator)
        problem = status.problem
        checkedAtMilliseconds = status.checkedAt?.milliseconds ?? 0
        subscription =
            switch status.isSubscribed {
            case true?: .subscribed
            case false?: .notSubscribed
            case nil: .unspecified
            }
        lastHandshakeAtMilliseconds = status.contact.handshake?.milliseconds ?? 0
        lastWebhookAtMilliseconds = status.contact.webhook?.milliseconds ?? 0
        lastBadSignatureAtMilliseconds = status.contact.badSignature?.milliseconds ?? 0
        silentSinceMilliseconds = status.silentSince?.milliseconds ?? 0
    }
}
