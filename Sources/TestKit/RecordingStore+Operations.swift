package import Notifications

// Knows no merchant.
extension RecordingStore {
    package func merchants(
        _ query: MerchantsQuery
    ) async throws(StoreFailure) -> MerchantPage { MerchantPage(merchants: [], next: nil) }

    package func pauses(of id: MerchantID) async throws(StoreFailure) -> [Pause]? {
        try await merchant(id).map { _ in [] }
    }

    package func replay(
        _ reference: ReplayReference
    ) async throws(StoreFailure) -> Lookup<Replay> {
        _ = try await merchant(reference.merchant)
        return .missing(.merchant)
    }

    package func replays(_ query: PageQuery) async throws(StoreFailure) -> ReplayPage? {
        try await merchant(query.merchant).map { _ in ReplayPage(replays: [], next: nil) }
    }

    package func runningReplays() async throws(StoreFailure) -> [Replay] { [] }

    package func erasure(
        _ reference: ErasureReference
    ) async throws(StoreFailure) -> Lookup<Erasure> {
        _ = try await merchant(reference.merchant)
        return .missing(.merchant)
    }

    package func runningErasures() async throws(StoreFailure) -> [Erasure] { [] }

    package func figures() async throws(StoreFailure) -> StoreFigures { .none }

    package func auditEntries(
        _ query: PageQuery
    ) async throws(StoreFailure) -> AuditPage? {
        try await merchant(query.merchant).map { _ in AuditPage(entries: [], next: nil) }
    }

    package func overdueBindings(
        checkedBefore moment: Timestamp, limit: Int, offset: Int
    ) async throws(StoreFailure) -> [BindingToVerify] { [] }
}
