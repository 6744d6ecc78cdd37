/// An authenticator as it stands with Meta, for those who look after it.
package struct AuthenticatorStatus: Hashable, Sendable {
    package var authenticator: Authenticator
    /// When Meta last answered what its token reaches; nil: never.
    package var checkedAt: Timestamp?
    /// Whether Meta posts the account's webhooks to an app of the token's; nil: not known.
    package var isSubscribed: Bool?
    package var contact: WebhookContact
    /// Since when Meta has taken messages from the number and told nothing of any; nil: it has told.
    package var silentSince: Timestamp?
    /// When it was read.
    package var now: Timestamp

    package init(
        authenticator: Authenticator, checkedAt: Timestamp?, isSubscribed: Bool?,
        contact: WebhookContact, silentSince: Timestamp?, now: Timestamp
    ) {
        self.authenticator = authenticator
        self.checkedAt = checkedAt
        self.isSubscribed = isSubscribed
        self.contact = contact
        self.silentSince = silentSince
        self.now = now
    }

    /// The status, from what the store has and from what came of its number since the start.
    package init(
        _ authenticator: Authenticator, known: AuthenticatorRecord?, _ silences: SilenceRecord,
        at now: Timestamp
    ) {
        let way = SilenceRecord.Way(number: authenticator.phoneNumberID, app: authenticator.app)
        var contact = known?.contact ?? WebhookContact()
        contact.webhook = [contact.webhook, silences.heard[way]].compactMap { $0 }.max()
        self.init(
            authenticator: authenticator, checkedAt: known?.checkedAt,
            isSubscribed: known?.isSubscribed, contact: contact,
            silentSince: silences.since[way], now: now)
    }

    /// What a person has to see to, in sentences; empty: nothing.
    package var problem: String {
        [refusal, unsubscribed, badSignature, silence].filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private var refusal: String {
        let words = authenticator.claim.problem
        return words.isEmpty ? "" : "Meta refuses the authenticator, its messages wait: \(words)."
    }

    private var unsubscribed: String {
        guard isSubscribed == false else { return "" }
        return "The account is not subscribed to the token's app, so no webhook can come: call "
            + "SubscribeAuthenticator."
    }

    private var badSignature: String {
        guard let bad = contact.badSignature, bad > contact.webhook ?? bad - .seconds(1) else {
            return ""
        }
        return
            "The last webhook had a bad signature: the app secret is not the one that Meta signs "
            + "with."
    }

    private var silence: String {
        guard let silentSince, now.since(silentSince) >= SilenceRecord.patience else { return "" }
        let minutes = Int(now.since(silentSince) / .seconds(60))
        return
            "Meta has taken messages for \(minutes) min and nothing was heard of any: look at the "
            + "callback URL and the account's subscription."
    }
}

/// What is stored of how an authenticator stands with Meta.
package struct AuthenticatorRecord: Hashable, Sendable {
    package var id: AuthenticatorID
    package var checkedAt: Timestamp?
    package var isSubscribed: Bool?
    package var contact: WebhookContact

    package init(
        id: AuthenticatorID, checkedAt: Timestamp?, isSubscribed: Bool?, contact: WebhookContact
    ) {
        self.id = id
        self.checkedAt = checkedAt
        self.isSubscribed = isSubscribed
        self.contact = contact
    }
}

/// When Meta last called the gateway by an authenticator's path; nil: never.
package struct WebhookContact: Hashable, Sendable {
    /// A handshake that was answered well.
    package var handshake: Timestamp?
    /// A webhook with a good signature, by its path or about its number.
    package var webhook: Timestamp?
    /// A webhook whose signature was not good.
    package var badSignature: Timestamp?

    package init(
        handshake: Timestamp? = nil, webhook: Timestamp? = nil, badSignature: Timestamp? = nil
    ) {
        self.handshake = handshake
        self.webhook = webhook
        self.badSignature = badSignature
    }
}

/// A call of Meta's by an authenticator's path; for the record.
package struct ContactReport: Hashable, Sendable {
    /// Which call.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case handshake, webhook, badSignature
    }

    package var merchant: MerchantID
    package var authenticator: AuthenticatorID
    package var kind: Kind

    package init(merchant: MerchantID, authenticator: AuthenticatorID, kind: Kind) {
        self.merchant = merchant
        self.authenticator = authenticator
        self.kind = kind
    }
}

/// Has Meta post an account's webhooks to the token's app; done in the background.
package struct SubscribeAuthenticator: Hashable, Sendable {
    package var merchant: MerchantID
    package var authenticator: AuthenticatorID
    package var actor: ActorName

    /// Checks the fields of a request; throws `invalid` with every violation.
    package static func checked(
        merchant: String, authenticator: String, actor: String
    ) throws(Refusal) -> SubscribeAuthenticator {
        var check = FieldChecker()
        let merchant = check.merchantID(merchant)
        check.printable(authenticator, "authenticator_id", lengthMax: 64)
        let actor = check.actor(actor)
        try check.finish()
        return SubscribeAuthenticator(
            merchant: merchant, authenticator: AuthenticatorID(rawValue: authenticator),
            actor: actor)
    }
}
