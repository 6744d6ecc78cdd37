/// How a platform behaves.
struct PlatformOptions: Sendable, Hashable {
    /// The first account that is there from the start, of the app that is.
    var seed = AccountSeed()
    /// Further accounts, and further numbers of accounts.
    var furtherAccounts: [AccountSeed] = []
    /// Whether the app refuses calls without `appsecret_proof`.
    var requiresAppSecret = false
    /// Whether a status `read` follows `delivered`.
    var sendsReadReceipts = false
    /// Whether a created or edited template is approved at once instead of staying PENDING.
    var approvesTemplates = true
    /// How long a template is under review before it is approved.
    var reviewTime: Duration = .zero
    /// The time from one status of a message to its next.
    var statusDelay: Duration = .milliseconds(50)
    /// Whether `template.namespace` is passed over instead of refused.
    var allowsNamespace = false
    /// Determines what is drawn by chance: which calls go wrong, and each call's latency.
    var randomSeed: UInt64 = 1
    /// How long send calls wait for their answer.
    var latency: Latency?
    /// Whether recipients with certain last digits fail.
    var hasMagicRecipients = false
    /// Whether `wa_id` differs from the written number where Meta's does.
    var rewritesWaIDs = false
    /// Which other numbers have another `wa_id`.
    var otherWaIDs = WaIDRules()
    /// Meta's limits.
    var limits = LimitSettings()
    /// Whether statuses take natural times instead of ``statusDelay``.
    var hasNaturalDelays = false
    /// How the statuses of some messages deviate from the usual.
    var receipts = ReceiptRules()
    var webhooks = WebhookOptions()

    /// Both together.
    var waIDs: WaIDRules {
        var rules = otherWaIDs
        if rewritesWaIDs { rules.countries = Set(WaID.Country.allCases) }
        return rules
    }

    var delays: StatusDelays { hasNaturalDelays ? .natural : .fixed(statusDelay) }
}

/// How webhooks are posted.
struct WebhookOptions: Sendable, Hashable {
    /// Updates in one POST at most.
    var batchMax = 1
    /// How long the first update of a POST waits for others.
    var window: Duration = .zero
    /// The longest gap between two tries of an update.
    var gapMax: Duration = .seconds(5)
}
