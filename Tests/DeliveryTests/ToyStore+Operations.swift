import Notifications

// Delivery asks none of these.
extension ToyStore {
    func pauses(of merchant: MerchantID) async throws(StoreFailure) -> [Pause]? { nil }

    func auditEntries(_ query: AuditQuery) async throws(StoreFailure) -> AuditPage? { nil }
}
