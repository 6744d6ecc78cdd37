/// A WhatsApp Business account (WABA): its numbers, the tokens that open it, and its subscriptions.
struct Account: Sendable, Hashable {
    let id: String
    /// `message_template_namespace`.
    let namespace: String
    /// The app that the account was opened with, meant where a control call names none.
    let appID: String
    /// The token that the account was opened with.
    let accessToken: String
    /// Every token that was made for the account, and what it is good for.
    var tokens: [String: TokenState]
    /// The business portfolio, whose accounts share one limit of recipients.
    var portfolioID: String
    /// Phone number ids and the numbers behind them, digits only.
    var numbers: [String: String] = [:]
    /// Digits of the only recipients that may be written to; `nil` allows everyone.
    var allowedRecipients: Set<String>?
    /// The apps that are told what happens, by their ids; without one no webhook is sent.
    var subscriptions: [String: Subscription] = [:]
    /// Callbacks of apps as far as this account goes, by the apps' ids.
    var callbacks: [String: AccountCallback] = [:]
    /// What the handshake sends when a callback is named without a token.
    var verifyToken: String
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
