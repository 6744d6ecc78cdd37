package import Notifications
import SQLite

extension SQLiteStore {
    package func optOuts(
        of phone: PhoneNumber, merchant: MerchantID
    ) async throws(StoreFailure) -> [OptOut]? {
        try await read { tables throws(SQLiteError) in
            guard let (key, _) = try tables.merchants.find(merchant) else { return nil }
            return try tables.optOuts.all(of: phone, merchant: key)
        }
    }

    package func optOuts(_ query: PageQuery) async throws(StoreFailure) -> OptOutPage? {
        try await read { tables throws(SQLiteError) in
            guard let (key, _) = try tables.merchants.find(query.merchant) else { return nil }
            var found = try tables.optOuts.page(
                before: query.before, limit: query.limit + 1, of: key)
            let hasMore = found.cut(to: query.limit)
            return OptOutPage(
                recipients: found.map(\.recipient), next: hasMore ? found.last?.row : nil)
        }
    }
}
