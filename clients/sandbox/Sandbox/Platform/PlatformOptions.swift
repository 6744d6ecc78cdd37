/// How a platform behaves.
struct PlatformOptions: Sendable, Hashable {
    /// The account that is there from the start.
    var seed = AccountSeed()
    /// Whether a status `read` follows `delivered`.
    var sendsReadReceipts = false
    /// Whether a created or edited template is approved at once instead of staying PENDING.
    var approvesTemplates = true
    /// The time from one status of a message to its next.
    var statusDelay: Duration = .milliseconds(50)
    /// Whether `template.namespace` is passed over instead of refused.
    var allowsNamespace = false
    /// Meta's limits.
    var limits = LimitSettings()
}
