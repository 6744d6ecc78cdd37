/// A WhatsApp Business account (WABA): its numbers, its token, and where its webhooks go.
struct Account: Sendable, Hashable {
    let id: String
    /// `message_template_namespace`.
    let namespace: String
    let accessToken: String
    var tokenState = TokenState.valid
    /// The key of the webhooks' signatures.
    var appSecret: String
    /// What the handshake sends as `hub.verify_token` to the app's own callback.
    var verifyToken: String
    /// The business portfolio, whose accounts share one limit of recipients.
    var portfolioID: String
    /// Phone number ids and the numbers behind them, digits only.
    var numbers: [String: String] = [:]
    /// Digits of the only recipients that may be written to; `nil` allows everyone.
    var allowedRecipients: Set<String>?
    /// Whether the app is subscribed to the account; without it no webhook is sent.
    var isSubscribed = true
    /// The app's callback.
    var callback: Callback?
    /// The account's own callback, which comes before the app's.
    var callbackOverride: Callback?

    /// Where webhooks go.
    var effectiveCallback: Callback? {
        isSubscribed ? callbackOverride ?? callback : nil
    }
}

/// A callback URL and the token that its owner expects in the handshake.
struct Callback: Sendable, Hashable {
    let url: String
    let verifyToken: String
}

/// What a token is good for.
enum TokenState: String, Sendable, CaseIterable {
    case valid
    case expired
    /// Known, but without the permission to use the account.
    case unprivileged
}
