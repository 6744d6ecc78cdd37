import EventLoop
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

    /// Erases once more in a database that was put in the place of a later one: everybody of whom the file
    /// of erasures beside it says so, as far as the database knew them before.
    ///
    /// The database is open nowhere; it is brought to the schema of this program. What was enabled after the
    /// erasure stays. To be called before the first send after a restore; can be called again.
    package static func applyErasures(
        _ options: SQLiteStoreOptions
    ) throws(SQLiteStoreError) -> Erasure.Found {
        var options = options
        let lock = try OpenedDatabase.lock(&options)
        defer { _ = lock.path }
        let opened = try OpenedDatabase(options)
        let codes = try opened.records.erased.all()
        do {
            let found = try RestoredErasures(opened, codes, at: options.clock.now()).apply()
            // What is gone from the log alone would still be in the file.
            _ = try opened.connection.checkpoint(.truncate)
            try opened.connection.close()
            return found
        } catch {
            throw .database(error)
        }
    }
}

/// Goes through a restored database, a few rows a commit, and erases whom the codes name.
private struct RestoredErasures {
    private let opened: OpenedDatabase
    private let codes: [[UInt8]: Timestamp]
    private let now: Timestamp
    private let merchants: [Int64: MerchantKey]
    private var tables: Tables { opened.records.tables }

    private static let rowsAtOnce: Int64 = 4_096

    init(
        _ opened: OpenedDatabase, _ codes: [[UInt8]: Timestamp], at now: Timestamp
    ) throws(SQLiteError) {
        self.opened = opened
        self.codes = codes
        self.now = now
        merchants = try opened.records.tables.erased.merchants()
    }

    func apply() throws(SQLiteError) -> Erasure.Found {
        var found = Erasure.Found()
        guard !codes.isEmpty else { return found }
        let (tables, size) = (tables, Self.rowsAtOnce)
        for row in stride(from: 0, through: try tables.retention.lastSession(), by: Int(size)) {
            found = found + (try erase(tables.erased.sessions(after: row, through: row + size)))
        }
        for row in stride(from: 0, through: try tables.erased.lastNotification(), by: Int(size)) {
            let mentions = try tables.erased.notifications(after: row, through: row + size)
            found = found + (try erase(mentions))
        }
        try commit { () throws(SQLiteError) in
            for mention in try tables.erased.wishes() {
                try whoWasErased(mention) { phone, merchant throws(SQLiteError) in
                    try hideWishes(of: phone, merchant)
                }
            }
        }
        try removeNames()
        return found
    }

    private func erase(_ mentions: [ErasedTable.Mention]) throws(SQLiteError) -> Erasure.Found {
        var found = Erasure.Found()
        try commit { () throws(SQLiteError) in
            for mention in mentions {
                try whoWasErased(mention) { phone, merchant throws(SQLiteError) in
                    found =
                        found
                        + (try opened.runner.eraseAgain(
                            phone, fromSession: mention.session, of: merchant, at: now))
                }
            }
        }
        return found
    }

    private func removeNames() throws(SQLiteError) {
        var last: CustomerName?
        repeat {
            let page = try tables.retention.names(after: last, limit: Int(Self.rowsAtOnce))
            try commit { () throws(SQLiteError) in
                for name in page {
                    let mention = ErasedTable.Mention(
                        merchant: name.merchant, session: 0, phone: name.phone,
                        at: name.seenAt ?? Timestamp(milliseconds: 0))
                    try whoWasErased(mention) { _, _ throws(SQLiteError) in
                        try tables.retention.remove(name)
                    }
                }
            }
            last = page.last
        } while last != nil
    }

    /// Calls back if who is mentioned was erased since.
    private func whoWasErased(
        _ mention: ErasedTable.Mention,
        _ erase: (PhoneNumber, MerchantKey) throws(SQLiteError) -> Void
    ) throws(SQLiteError) {
        guard let merchant = merchants[mention.merchant] else { return }
        let code = try opened.records.erased.code(of: mention.phone, merchant)
        guard let erasedAt = codes[code], mention.at <= erasedAt else { return }
        try erase(mention.phone, merchant)
    }

    private func hideWishes(
        of phone: PhoneNumber, _ merchant: MerchantKey
    ) throws(SQLiteError) {
        do { try opened.records.hideWishes(of: phone, merchant) } catch {
            throw SQLiteError(error)
        }
    }

    private func commit(_ write: () throws(SQLiteError) -> Void) throws(SQLiteError) {
        try opened.transaction.begin()
        do {
            try write()
            try opened.transaction.commit()
        } catch {
            try opened.transaction.rollback()
            throw error
        }
    }
}
