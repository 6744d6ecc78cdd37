package import Notifications
import SQLite
import StoreCore

extension SQLiteStore {
    package func runningErasures() async throws(StoreFailure) -> [Erasure] {
        try await read { tables throws(SQLiteError) in
            try tables.erased.running().map(\.erasure)
        }
    }

    package func erasure(
        _ reference: ErasureReference
    ) async throws(StoreFailure) -> Lookup<Erasure> {
        try await read { tables throws(SQLiteError) in
            guard let (key, _) = try tables.merchants.find(reference.merchant) else {
                return .missing(.merchant)
            }
            guard let stored = try tables.erasures.find(reference.erasure, of: key) else {
                return .missing(.erasure)
            }
            return .found(stored.erasure)
        }
    }
}
