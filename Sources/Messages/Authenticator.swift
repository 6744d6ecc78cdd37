import CMessages

/// The link to a WhatsApp Business account.
///
/// The natural key is (merchant, phone_number_id).
public struct RegisterAuthenticatorRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// Meta's id of the sender number: 1 to 32 digits.
    public var phoneNumberID: String
    /// Meta's id of the WhatsApp Business account: 1 to 32 digits.
    public var wabaID: String
    /// Bearer token for Meta's API; 1 to 1,024 printable ASCII characters.
    ///
    /// Never shown again.
    public var accessToken: String
    /// Key of the webhook signatures; 1 to 256 printable ASCII characters.
    ///
    /// Never shown again.
    public var appSecret: String
    /// Expected in the webhook's handshake; 1 to 256 printable ASCII characters.
    ///
    /// Never shown again.
    public var verifyToken: String
    /// The account's template namespace; optional.
    ///
    /// At most 128 characters.
    public var templateNamespace: String
    /// Meta's id of the business portfolio, for which the daily limit is counted: 1 to 32 digits.
    ///
    /// Empty: the account is taken to be alone in its portfolio.
    public var portfolioID: String
    /// The secret of the access token's app, where that is another app than the one whose secret signs
    /// the webhooks; optional.
    ///
    /// 1 to 256 printable ASCII characters. Never shown again.
    public var tokenAppSecret: String

    /// Makes a message; what is not given stays empty.
    public init(
        merchantID: String = "", phoneNumberID: String = "", wabaID: String = "",
        accessToken: String = "", appSecret: String = "", verifyToken: String = "",
        templateNamespace: String = "", portfolioID: String = "", tokenAppSecret: String = ""
    ) {
        self.merchantID = merchantID
        self.phoneNumberID = phoneNumberID
        self.wabaID = wabaID
        self.accessToken = accessToken
        self.appSecret = appSecret
        self.verifyToken = verifyToken
        self.templateNamespace = templateNamespace
        self.portfolioID = portfolioID
        self.tokenAppSecret = tokenAppSecret
    }
}

extension RegisterAuthenticatorRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__register_authenticator_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("phone_number_id", &phoneNumberID)
        fields.string("waba_id", &wabaID)
        fields.string("access_token", &accessToken)
        fields.string("app_secret", &appSecret)
        fields.string("verify_token", &verifyToken)
        fields.string("template_namespace", &templateNamespace)
        fields.string("portfolio_id", &portfolioID)
        fields.string("token_app_secret", &tokenAppSecret)
    }
}

/// The authenticator as it is stored.
public struct RegisterAuthenticatorResponse: WireMessage {
    /// Without its secrets.
    public var authenticator: Authenticator

    /// Makes a message; what is not given stays empty.
    public init(authenticator: Authenticator = Authenticator()) {
        self.authenticator = authenticator
    }
}

extension RegisterAuthenticatorResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__register_authenticator_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("authenticator", &authenticator)
    }
}

/// An authenticator without its secrets.
public struct Authenticator: WireMessage {
    /// Made by the server; stays the same over versions.
    public var authenticatorID: String
    /// 1 for the first registration; one more for each change.
    public var version: UInt32
    /// Meta's id of the sender number.
    public var phoneNumberID: String
    /// Meta's id of the WhatsApp Business account.
    public var wabaID: String
    /// The account's template namespace; empty if none was given.
    public var templateNamespace: String
    /// Path for Meta's webhook at the gateway: "/webhooks/whatsapp/{authenticator_id}".
    public var webhookPath: String
    /// Meta's id of the business portfolio; empty if none was given.
    public var portfolioID: String
    /// What a person has to see to, in a sentence: that Meta refuses what the authenticator claims, in
    /// Meta's words, or that nothing comes back from Meta.
    ///
    /// Empty: nothing.
    public var problem: String
    /// When Meta last answered whether the token reaches the number, in milliseconds since 1970; 0:
    /// never.
    ///
    /// Given by ListAuthenticators only, as are the fields below.
    public var checkedAtMilliseconds: Int64
    /// Whether Meta posts the account's webhooks to the token's app.
    public var subscription: WebhookSubscription
    /// The last handshake of Meta's that was answered well, in milliseconds since 1970; 0: none.
    public var lastHandshakeAtMilliseconds: Int64
    /// The last webhook with a good signature, in milliseconds since 1970; 0: none.
    public var lastWebhookAtMilliseconds: Int64
    /// The last webhook whose signature was not good, in milliseconds since 1970; 0: none.
    public var lastBadSignatureAtMilliseconds: Int64
    /// Since when Meta has taken messages from the number and told nothing of any, in milliseconds since
    /// 1970; 0: it has told, or nothing was sent.
    ///
    /// A problem from 15 minutes on.
    public var silentSinceMilliseconds: Int64

    /// Makes a message; what is not given stays empty.
    public init(
        authenticatorID: String = "", version: UInt32 = 0, phoneNumberID: String = "",
        wabaID: String = "", templateNamespace: String = "", webhookPath: String = "",
        portfolioID: String = "", problem: String = "", checkedAtMilliseconds: Int64 = 0,
        subscription: WebhookSubscription = .unspecified, lastHandshakeAtMilliseconds: Int64 = 0,
        lastWebhookAtMilliseconds: Int64 = 0, lastBadSignatureAtMilliseconds: Int64 = 0,
        silentSinceMilliseconds: Int64 = 0
    ) {
        self.authenticatorID = authenticatorID
        self.version = version
        self.phoneNumberID = phoneNumberID
        self.wabaID = wabaID
        self.templateNamespace = templateNamespace
        self.webhookPath = webhookPath
        self.portfolioID = portfolioID
        self.problem = problem
        self.checkedAtMilliseconds = checkedAtMilliseconds
        self.subscription = subscription
        self.lastHandshakeAtMilliseconds = lastHandshakeAtMilliseconds
        self.lastWebhookAtMilliseconds = lastWebhookAtMilliseconds
        self.lastBadSignatureAtMilliseconds = lastBadSignatureAtMilliseconds
        self.silentSinceMilliseconds = silentSinceMilliseconds
    }
}

extension Authenticator: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__authenticator__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("authenticator_id", &authenticatorID)
        fields.uint32("version", &version)
        fields.string("phone_number_id", &phoneNumberID)
        fields.string("waba_id", &wabaID)
        fields.string("template_namespace", &templateNamespace)
        fields.string("webhook_path", &webhookPath)
        fields.string("portfolio_id", &portfolioID)
        fields.string("problem", &problem)
        fields.int64("checked_at_ms", &checkedAtMilliseconds)
        fields.enumeration("subscription", &subscription)
        fields.int64("last_handshake_at_ms", &lastHandshakeAtMilliseconds)
        fields.int64("last_webhook_at_ms", &lastWebhookAtMilliseconds)
        fields.int64("last_bad_signature_at_ms", &lastBadSignatureAtMilliseconds)
        fields.int64("silent_since_ms", &silentSinceMilliseconds)
    }
}

/// Whether Meta posts an account's webhooks to an app.
public enum WebhookSubscription: Int32, WireEnum {
    /// Meta has not been asked, or did not say.
    case unspecified = 0
    /// It does.
    case subscribed = 1
    /// It does not: no receipt and no word of a customer can come.
    ///
    /// SubscribeAuthenticator mends it.
    case notSubscribed = 2
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}

/// Has an account's webhooks posted to the token's app.
public struct SubscribeAuthenticatorRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// The authenticator: 1 to 64 printable characters.
    public var authenticatorID: String
    /// Who asks for it, for the audit: 1 to 128 printable characters.
    public var actor: String

    /// Makes a message; what is not given stays empty.
    public init(merchantID: String = "", authenticatorID: String = "", actor: String = "") {
        self.merchantID = merchantID
        self.authenticatorID = authenticatorID
        self.actor = actor
    }
}

extension SubscribeAuthenticatorRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__subscribe_authenticator_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("authenticator_id", &authenticatorID)
        fields.string("actor", &actor)
    }
}

/// Meta is asked in the background.
public struct SubscribeAuthenticatorResponse: WireMessage {
    /// Without its secrets, as it stood.
    public var authenticator: Authenticator

    /// Makes a message; what is not given stays empty.
    public init(authenticator: Authenticator = Authenticator()) {
        self.authenticator = authenticator
    }
}

extension SubscribeAuthenticatorResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__subscribe_authenticator_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("authenticator", &authenticator)
    }
}

/// Asks for a merchant's authenticators.
public struct ListAuthenticatorsRequest: WireMessage {
    /// The tenant.
    public var merchantID: String

    /// Makes a message; what is not given stays empty.
    public init(merchantID: String = "") {
        self.merchantID = merchantID
    }
}

extension ListAuthenticatorsRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__list_authenticators_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
    }
}

/// All authenticators of the merchant.
public struct ListAuthenticatorsResponse: WireMessage {
    /// By phone_number_id.
    public var authenticators: [Authenticator]

    /// Makes a message; what is not given stays empty.
    public init(authenticators: [Authenticator] = []) {
        self.authenticators = authenticators
    }
}

extension ListAuthenticatorsResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__list_authenticators_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.messages("authenticators", &authenticators)
    }
}
