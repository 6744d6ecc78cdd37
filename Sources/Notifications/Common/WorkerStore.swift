/// What is asked by those who ask Meta, and by those who go on with what takes long.
package protocol WorkerStore: CommandStore {
    /// Bindings that wait for a comparison with Meta's definitions; at most `limit`, the first of each
    /// authenticator before the second of any.
    func unverifiedBindings(limit: Int) async throws(StoreFailure) -> [BindingToVerify]

    /// Bindings that were compared and may not be sent, the first of each authenticator before the
    /// second of any; at most `limit` of those after the first `offset`.
    func unapprovedBindings(
        limit: Int, offset: Int
    ) async throws(StoreFailure) -> [BindingToVerify]

    /// Approved bindings whose last comparison was before the moment, the first of each authenticator
    /// before the second of any; at most `limit` of those after the first `offset`.
    func overdueBindings(
        checkedBefore moment: Timestamp, limit: Int, offset: Int
    ) async throws(StoreFailure) -> [BindingToVerify]

    /// How many bindings have each status; one that no binding has may be missing.
    func templateCounts() async throws(StoreFailure) -> [TemplateStatus: Int]

    /// The accounts whose numbers Meta has not been asked about since the moment, one for each merchant
    /// who registered the number, by number; at most `limit`.
    func sendersToAsk(
        since moment: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [SenderQuestion]

    /// The authenticators that Meta has not been asked about since the moment, or that it refused or did
    /// not subscribe before the other; at most `limit`.
    func claimsToCheck(
        since moment: Timestamp, unsettledSince other: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [ClaimToCheck]

    /// The numbers that have been silent for too long, with the start of the silence.
    var silences: [SilenceRecord.Way: Timestamp] { get }

    /// The replays of all merchants that go on, those that are due first coming first; at most 256.
    func runningReplays() async throws(StoreFailure) -> [Replay]

    /// The erasures of all merchants that go on, those that began first coming first; at most 256.
    func runningErasures() async throws(StoreFailure) -> [Erasure]

    /// How large the store is, and how old what it keeps.
    func figures() async throws(StoreFailure) -> StoreFigures
}

/// A binding and the account to ask about it.
package struct BindingToVerify: Hashable, Sendable {
    package var binding: TemplateBinding
    package var account: SenderAccount

    package init(binding: TemplateBinding, account: SenderAccount) {
        self.binding = binding
        self.account = account
    }
}
