package import Notifications
import SQLite
import StoreCore

extension SQLiteStore {
    package func replay(
        _ reference: ReplayReference
    ) async throws(StoreFailure) -> Lookup<Replay> {
        try await read { tables throws(SQLiteError) in
            guard let (key, _) = try tables.merchants.find(reference.merchant) else {
                return .missing(.merchant)
            }
            guard let stored = try tables.replays.find(reference.replay, of: key) else {
                return .missing(.replay)
            }
            return .found(stored.replay)
        }
    }

    package func replays(_ query: PageQuery) async throws(StoreFailure) -> ReplayPage? {
        try await read { tables throws(SQLiteError) in
            guard let (key, _) = try tables.merchants.find(query.merchant) else { return nil }
            var found = try tables.replays.page(
                before: query.before, limit: query.limit + 1, of: key)
            let hasMore = found.cut(to: query.limit)
            return ReplayPage(
                replays: found.map(\.replay), next: hasMore ? found.last?.row : nil)
        }
    }

    package func runningReplays() async throws(StoreFailure) -> [Replay] {
        try await read { tables throws(SQLiteError) in try tables.system.runningReplays() }
    }
}
