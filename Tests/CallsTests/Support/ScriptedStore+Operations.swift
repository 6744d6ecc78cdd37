import Notifications

extension ScriptedStore {
    func merchants(_ query: MerchantsQuery) async throws(StoreFailure) -> MerchantPage {
        note(query)
        return try found(contents.merchantPage)
    }

    func pauses(of merchant: MerchantID) async throws(StoreFailure) -> [Pause]? {
        try found(contents.pauses)
    }

    func replay(_ reference: ReplayReference) async throws(StoreFailure) -> Lookup<Replay> {
        try found(contents.replay)
    }

    func replays(_ query: PageQuery) async throws(StoreFailure) -> ReplayPage? {
        note(query)
        return try found(contents.replayPage)
    }

    func runningReplays() async throws(StoreFailure) -> [Replay] { [] }

    func auditEntries(_ query: PageQuery) async throws(StoreFailure) -> AuditPage? {
        note(query)
        return try found(contents.auditPage)
    }

    func overdueBindings(
        checkedBefore moment: Timestamp, limit: Int, offset: Int
    ) async throws(StoreFailure) -> [BindingToVerify] { [] }
}
