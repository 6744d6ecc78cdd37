/// The number of a Meta app in the store: authenticators that share an app secret are of one app.
package struct AppID: Hashable, Comparable, Sendable {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }

    package static func < (left: AppID, right: AppID) -> Bool { left.rawValue < right.rawValue }
}

/// The apps whose signature proves a piece of news: it concerns their authenticators and nobody
/// else's.
///
/// Two while a secret is being replaced: an authenticator that held both shows that they are one app's.
package struct AppProof: Hashable, Sendable {
    /// The present one first.
    package var apps: [AppID]

    package init(apps: [AppID]) {
        precondition((1...2).contains(apps.count), "a signature proves one app, or two in a change")
        self.apps = apps
    }

    /// The one that the news is remembered for.
    package var app: AppID { apps[0] }
    /// The one that was replaced; the present one without it.
    package var replacedApp: AppID { apps[apps.count - 1] }
}

/// An app secret that was replaced: webhooks signed with it are taken for a while more.
package struct ReplacedSecret: Hashable, Sendable {
    package var app: AppID
    package var secret: Secret
    package var until: Timestamp

    package init(app: AppID, secret: Secret, until: Timestamp) {
        self.app = app
        self.secret = secret
        self.until = until
    }

    /// How long it is taken after its replacement.
    package static let life = Duration.seconds(86_400)
}

/// Whether Meta confirms that an authenticator's token reaches its number and account.
package enum Claim: Hashable, Sendable {
    /// Meta confirmed it, or has not been asked, or could not be reached.
    case standing
    /// Meta refuses it, with its sentence.
    case refused(String)

    /// Why nothing is sent; empty while it stands.
    package var problem: String {
        switch self {
        case .standing: ""
        case .refused(let sentence): sentence
        }
    }

    /// Bytes of a sentence that is kept.
    package static let problemBytesMax = 300
}

extension Authenticator {
    /// The secrets that verify its webhooks at the moment, the present one first, each with its app.
    package func secrets(at now: Timestamp) -> [(app: AppID, secret: Secret)] {
        let present = (app: app, secret: appSecret)
        guard let replacedSecret, replacedSecret.until > now else { return [present] }
        return [present, (app: replacedSecret.app, secret: replacedSecret.secret)]
    }

    /// What its signature proves at the moment.
    package func proof(at now: Timestamp) -> AppProof {
        AppProof(apps: secrets(at: now).map(\.app))
    }
}

/// What Meta says when it is asked whether an authenticator's token reaches its number; for the record.
package struct ClaimReport: Hashable, Sendable {
    package var merchant: MerchantID
    package var authenticator: AuthenticatorID
    /// The version that was asked about: an answer about an older one says nothing.
    package var version: Int
    package var claim: Claim
    /// Whether Meta posts the account's webhooks to the app; nil: Meta did not say.
    package var isSubscribed: Bool?

    package init(
        merchant: MerchantID, authenticator: AuthenticatorID, version: Int, claim: Claim,
        isSubscribed: Bool?
    ) {
        self.merchant = merchant
        self.authenticator = authenticator
        self.version = version
        self.claim = claim
        self.isSubscribed = isSubscribed
    }
}

/// An authenticator to ask Meta about.
package struct ClaimToCheck: Hashable, Sendable {
    package var merchant: MerchantID
    package var authenticator: AuthenticatorID
    package var version: Int
    package var account: SenderAccount
    /// Whether a person wants the account's webhooks to be posted to the token's app.
    package var wantsSubscription: Bool

    package init(
        merchant: MerchantID, authenticator: AuthenticatorID, version: Int, account: SenderAccount,
        wantsSubscription: Bool
    ) {
        self.merchant = merchant
        self.authenticator = authenticator
        self.version = version
        self.account = account
        self.wantsSubscription = wantsSubscription
    }
}

/// Asks Meta what an authenticator's token reaches.
package protocol ClaimDirectory: Sendable {
    /// Whether Meta lists the account's number under its account; throws where it gave no answer that
    /// says so, with a cause of `refused` where it refuses the token or its proof.
    func claim(of account: SenderAccount) async throws(DirectoryFailure) -> Claim

    /// Whether the account's webhooks are posted to an app of the token's.
    func isSubscribed(_ account: SenderAccount) async throws(DirectoryFailure) -> Bool

    /// Has the account's webhooks posted to the token's app.
    func subscribe(_ account: SenderAccount) async throws(DirectoryFailure)
}
