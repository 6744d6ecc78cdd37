package import Notifications
import SQLite
import StoreCore

extension SQLiteStore {
    package func merchants(
        _ query: MerchantsQuery
    ) async throws(StoreFailure) -> MerchantPage {
        try await read { tables throws(SQLiteError) in
            var found = try tables.system.merchants(before: query.before, limit: query.limit + 1)
            let hasMore = found.cut(to: query.limit)
            return MerchantPage(
                merchants: found.map(\.merchant), next: hasMore ? found.last?.key.row : nil)
        }
    }

    package func pauses(of merchant: MerchantID) async throws(StoreFailure) -> [Pause]? {
        try await read { tables throws(SQLiteError) in
            guard let (key, _) = try tables.merchants.find(merchant) else { return nil }
            return try tables.pauses.concerning(key).map(\.pause)
        }
    }

    package func auditEntries(
        _ query: PageQuery
    ) async throws(StoreFailure) -> AuditPage? {
        try await read { tables throws(SQLiteError) in
            guard let (key, _) = try tables.merchants.find(query.merchant) else { return nil }
            var found = try tables.audit.page(
                before: query.before, limit: query.limit + 1, of: key)
            let hasMore = found.cut(to: query.limit)
            return AuditPage(
                entries: found.map(\.entry), next: hasMore ? found.last?.number : nil)
        }
    }
}
