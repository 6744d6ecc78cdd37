/// What people ask the store when they look after it.
package protocol OperationsStore: Sendable {
    /// A page of the merchants.
    func merchants(_ query: MerchantsQuery) async throws(StoreFailure) -> MerchantPage

    /// The pauses that concern the merchant, oldest first: its own, and those of its numbers that
    /// others asked for; nil: the merchant is unknown.
    func pauses(of merchant: MerchantID) async throws(StoreFailure) -> [Pause]?

    /// A page of what people did; nil: the merchant is unknown.
    func auditEntries(_ query: PageQuery) async throws(StoreFailure) -> AuditPage?

    /// A replay of the merchant's.
    func replay(_ reference: ReplayReference) async throws(StoreFailure) -> Lookup<Replay>

    /// A page of the merchant's replays; nil: the merchant is unknown.
    func replays(_ query: PageQuery) async throws(StoreFailure) -> ReplayPage?

    /// The replays of all merchants that go on, those that are due first coming first; at most 256.
    func runningReplays() async throws(StoreFailure) -> [Replay]
}
