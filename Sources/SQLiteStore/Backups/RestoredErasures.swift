import Notifications
import SQLite
import StoreCore

/// Erases once more in a database that was put in the place of a later one: everybody of whom the file of
/// erasures says so, as far as the database knew them before.
///
/// A few rows a commit, before the first send after a restore. What was enabled after the erasure stays.
struct RestoredErasures {
    private let records: SQLiteRecords
    private let runner: CommandRunner
    private let transaction: Transaction
    private let codes: [[UInt8]: Timestamp]
    private let now: Timestamp
    private let merchants: [Int64: MerchantKey]
    private var tables: Tables { records.tables }

    private static let rowsAtOnce: Int64 = 4_096

    init(
        _ records: SQLiteRecords, _ runner: CommandRunner, _ transaction: Transaction,
        at now: Timestamp
    ) throws(SQLiteStoreError) {
        self.records = records
        self.runner = runner
        self.transaction = transaction
        self.now = now
        codes = try records.erased.all()
        do { merchants = try records.tables.erased.merchants() } catch { throw .database(error) }
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
                        + (try runner.eraseAgain(
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
        let code = try records.erased.code(of: mention.phone, merchant)
        guard let erasedAt = codes[code], mention.at <= erasedAt else { return }
        try erase(mention.phone, merchant)
    }

    private func hideWishes(
        of phone: PhoneNumber, _ merchant: MerchantKey
    ) throws(SQLiteError) {
        do { try records.hideWishes(of: phone, merchant) } catch {
            throw SQLiteError(error)
        }
    }

    private func commit(_ write: () throws(SQLiteError) -> Void) throws(SQLiteError) {
        try transaction.begin()
        do {
            try write()
            try transaction.commit()
        } catch {
            try transaction.rollback()
            throw error
        }
    }
}
