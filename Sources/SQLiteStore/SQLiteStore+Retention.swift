package import Notifications
import SQLite

extension SQLiteStore {
    package func figures() async throws(StoreFailure) -> StoreFigures {
        try await read { tables throws(SQLiteError) in try tables.figures() }
    }
}

extension Tables {
    fileprivate func figures() throws(SQLiteError) -> StoreFigures {
        let pageBytes = try number("page_size")
        let pages = try number("page_count")
        let free = try number("freelist_count")
        return StoreFigures(
            usedBytes: (pages - free) * pageBytes, reusableBytes: free * pageBytes,
            growthBytesMax: (try number("max_page_count") - pages) * pageBytes,
            oldestSession: try retention.oldestSession(), removed: try removals.removed())
    }

    private func number(_ pragma: String) throws(SQLiteError) -> Int {
        guard let number = try connection.pragma(pragma).flatMap({ Int($0) }) else {
            throw .unreadable(pragma)
        }
        return number
    }
}
