/// What people ask the store when they look after it.
package protocol OperationsStore: Sendable {
    /// The pauses that concern the merchant, oldest first: its own, and those of its numbers that
    /// others asked for; nil: the merchant is unknown.
    func pauses(of merchant: MerchantID) async throws(StoreFailure) -> [Pause]?

    /// A page of what people did; nil: the merchant is unknown.
    func auditEntries(_ query: AuditQuery) async throws(StoreFailure) -> AuditPage?
}
