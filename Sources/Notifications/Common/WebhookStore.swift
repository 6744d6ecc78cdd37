/// What Meta's webhooks ask.
package protocol WebhookStore: CommandStore {
    /// The authenticator that a webhook's path names; nil: unknown.
    func authenticator(_ id: AuthenticatorID) async throws(StoreFailure) -> Authenticator?
}
