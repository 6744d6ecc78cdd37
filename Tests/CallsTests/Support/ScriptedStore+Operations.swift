import Notifications

extension ScriptedStore {
    func pauses(of merchant: MerchantID) async throws(StoreFailure) -> [Pause]? {
        try found(contents.pauses)
    }

    func auditEntries(_ query: AuditQuery) async throws(StoreFailure) -> AuditPage? {
        note(query)
        return try found(contents.auditPage)
    }
}
