import Notifications

// Delivery asks none of these.
extension ToyStore {
    func merchants(_ query: MerchantsQuery) async throws(StoreFailure) -> MerchantPage {
        MerchantPage(merchants: [], next: nil)
    }

    func pauses(of merchant: MerchantID) async throws(StoreFailure) -> [Pause]? { nil }

    func replay(_ reference: ReplayReference) async throws(StoreFailure) -> Lookup<Replay> {
        .missing(.replay)
    }

    func replays(_ query: PageQuery) async throws(StoreFailure) -> ReplayPage? { nil }

    func runningReplays() async throws(StoreFailure) -> [Replay] { [] }

    func auditEntries(_ query: PageQuery) async throws(StoreFailure) -> AuditPage? { nil }
}

extension ToyStore {
    func overdueBindings(
        checkedBefore moment: Timestamp, limit: Int, offset: Int
    ) async throws(StoreFailure) -> [BindingToVerify] {
        let overdue = bindings.filter { item in
            item.binding.status == .approved
                && item.binding.checkedAt.map { $0 < moment } ?? false
        }
        return Array(overdue.dropFirst(offset).prefix(limit))
    }
}
