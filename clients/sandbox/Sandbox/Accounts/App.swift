/// A Meta app: whose secret signs webhooks, where they go, and whose tokens call the Graph API.
struct App: Sendable, Hashable {
    /// The id of the app that is there from the start.
    static let usualID = "900000000000003"

    let id: String
    var name = "Sandbox app"
    /// The key of the proofs of its tokens, and of the signatures of its webhooks.
    var secret: String
    /// Signs webhooks instead of the secret, so that a receiver can be seen to refuse them.
    var signingSecret: String?
    /// What the handshake sends as `hub.verify_token` to the app's own callback.
    var verifyToken: String
    /// Where the webhooks of every account go that the app is subscribed to.
    var callback: Callback?
    /// Whether a call without `appsecret_proof` is refused ("Require app secret").
    var requiresProof = false
}

/// What one account has instead of its app's own callback, so that a test can tell them apart.
struct AccountCallback: Sendable, Hashable {
    var callback: Callback?
    /// Signs this account's webhooks instead of the app's secret.
    var signingSecret: String?
}

/// An app's subscription to one account.
struct Subscription: Sendable, Hashable {
    /// The account's alternate callback, for the fields of ``WebhookField/overridable`` alone.
    var override: Callback?
    /// Alternate callbacks of numbers by their ids; each comes before the account's.
    var numberOverrides: [String: Callback] = [:]
}

/// Which webhooks an alternate callback takes: Meta's list, as of June 2026.
enum WebhookField {
    /// All others, those of templates and accounts above all, go to the app's own callback.
    static let overridable: Set = [
        "messages", "message_echoes", "calls", "consumer_profile", "messaging_handovers",
        "standby", "group_lifecycle_update", "group_participants_update", "group_settings_update",
        "group_status_update", "smb_message_echoes", "smb_app_state_sync", "history",
        "account_settings_update",
    ]
}
