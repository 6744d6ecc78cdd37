/// The number of a Meta app in the store: authenticators that share an app secret are of one app.
package struct AppID: Hashable, Comparable, Sendable {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }

    package static func < (left: AppID, right: AppID) -> Bool { left.rawValue < right.rawValue }
}

/// The app whose signature proves a piece of news: it concerns that app's authenticators and nobody
/// else's.
package struct AppProof: Hashable, Sendable {
    package var app: AppID
    /// The app whose secret the signer's authenticator held until a short while ago.
    ///
    /// Others may not have been given the present one yet.
    package var replaced: AppID?

    package init(app: AppID, replaced: AppID? = nil) {
        self.app = app
        self.replaced = replaced
    }
}

/// An app secret that was replaced; the gateway accepts its signatures for a while more.
package struct ReplacedSecret: Hashable, Sendable {
    package var app: AppID
    package var secret: Secret
    package var until: Timestamp

    package init(app: AppID, secret: Secret, until: Timestamp) {
        self.app = app
        self.secret = secret
        self.until = until
    }

    /// How long after its replacement it still counts.
    package static let life = Duration.seconds(86_400)
}

/// Whether Meta confirms that an authenticator's token reaches its number and account.
package enum Claim: Hashable, Sendable {
    /// Meta confirmed it, or has not been asked, or could not be reached.
    case valid
    /// Meta refuses it, with its sentence.
    case refused(String)

    /// Why nothing is sent; empty while it stands.
    package var problem: String {
        switch self {
        case .valid: ""
        case .refused(let sentence): sentence
        }
    }

    /// Bytes of a sentence that is kept.
    package static let problemBytesMax = 300
}

extension Authenticator {
    /// Whether it is of the app: its present one, or the replaced one while its secret is taken.
    package func isOf(_ app: AppID, at now: Timestamp) -> Bool {
        if self.app == app { return true }
        guard let replacedSecret, replacedSecret.until > now else { return false }
        return replacedSecret.app == app
    }

    /// The secrets that verify its webhooks at the moment, the present one first, each with what it
    /// proves.
    package func secrets(at now: Timestamp) -> [(proof: AppProof, secret: Secret)] {
        guard let replacedSecret, replacedSecret.until > now else {
            return [(AppProof(app: app), appSecret)]
        }
        return [
            (AppProof(app: app, replaced: replacedSecret.app), appSecret),
            (AppProof(app: replacedSecret.app), replacedSecret.secret),
        ]
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
    /// Whether somebody waits for the answer: it is new, or a person asked.
    package var isAwaited: Bool

    package init(
        merchant: MerchantID, authenticator: AuthenticatorID, version: Int, account: SenderAccount,
        wantsSubscription: Bool, isAwaited: Bool
    ) {
        self.merchant = merchant
        self.authenticator = authenticator
        self.version = version
        self.account = account
        self.wantsSubscription = wantsSubscription
        self.isAwaited = isAwaited
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
