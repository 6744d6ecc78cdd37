import CSQLite

/// A copy of a database under way, page by page, while its connection goes on writing.
///
/// It belongs to the source's queue. What the same connection writes between two steps SQLite brings to
/// the copy itself, so the copy need not begin anew, and when it ends it is the database of that moment
/// (<https://sqlite.org/c3ref/backup_finish.html>). A write by *another* connection would begin it anew,
/// and so does a transaction that is taken back after it has written to the log.
///
/// The copy is written without a sync: whoever wants it to last syncs the file once it is closed. A step
/// takes no lock beyond its end, and cannot be made while a transaction of the source writes.
@safe
package final class OnlineBackup {
    /// How far it came.
    package struct Progress: Hashable, Sendable {
        package let pagesCopied: Int
        /// Of the database at the last step.
        package let pages: Int
        /// Whether the copy is whole.
        package let isDone: Bool
    }

    private let source: Connection
    private let copy: Connection
    private var handle: OpaquePointer?

    /// Begins a copy to the path, where an empty file is; it may have so many pages, nil for any number.
    package init(
        of source: Connection, to path: String, pagesMax: Int? = nil
    ) throws(SQLiteError) {
        self.source = source
        copy = try Connection(path: path, access: .readWrite)
        // A copy that fails is taken back and thrown away: without any journal SQLite could not take it
        // back, and of a file that was empty there is nothing to keep.
        try copy.execute("PRAGMA journal_mode = MEMORY")
        try copy.execute("PRAGMA synchronous = OFF")
        try copy.execute("PRAGMA cache_size = -\(Self.cacheKilobytes)")
        if let pagesMax { try copy.execute("PRAGMA max_page_count = \(pagesMax)") }
        let begun = unsafe sqlite3_backup_init(copy.handle, "main", source.handle, "main")
        guard let begun = unsafe begun else {
            throw copy.error(unsafe sqlite3_errcode(copy.handle), "copy \(source.path) to \(path)")
        }
        unsafe handle = begun
    }

    /// The copy's pages are written when this is full, and not in one go at the end.
    private static let cacheKilobytes = 1_024

    deinit {
        // Sound: both connections are alive, and finish takes null.
        unsafe _ = sqlite3_backup_finish(handle)
    }

    /// Copies at most so many pages; after an error, or when it is done, there is no other step.
    package func step(pages: Int) throws(SQLiteError) -> Progress {
        precondition(pages > 0, "a step copies something")
        let code = unsafe sqlite3_backup_step(handle, Int32(clamping: pages))
        // Sound: both numbers are the handle's own.
        let all = unsafe Int(sqlite3_backup_pagecount(handle))
        let left = unsafe Int(sqlite3_backup_remaining(handle))
        switch code {
        // The source is locked: as if nothing had been tried.
        case SQLITE_OK, SQLITE_BUSY, SQLITE_LOCKED:
            return Progress(pagesCopied: all - left, pages: all, isDone: false)
        case SQLITE_DONE: return Progress(pagesCopied: all, pages: all, isDone: true)
        default:
            let error = SQLiteError(
                code: code, message: unsafe String(cString: sqlite3_errstr(code)),
                attempt: "copy \(source.path) to \(copy.path)")
            try? end()
            throw error
        }
    }

    /// Ends it, whole or not, and closes the copy; can be called again.
    package func end() throws(SQLiteError) {
        if let open = unsafe handle {
            unsafe handle = nil
            unsafe _ = sqlite3_backup_finish(open)
        }
        try copy.close()
    }
}

extension Connection {
    /// Bytes of the database, as this connection sees it.
    package func databaseBytes() throws(SQLiteError) -> Int {
        let pages = try pragma("page_count").flatMap { Int($0) } ?? 0
        let bytes = try pragma("page_size").flatMap { Int($0) } ?? 0
        return pages * bytes
    }

    /// Makes one file of a copy that nobody else has open: without a log beside it, and whole.
    ///
    /// A copy of a database with a log says that it has one too.
    package func dropLog() throws(SQLiteError) {
        guard try pragma("journal_mode = DELETE") == "delete" else {
            throw SQLiteError(
                code: SQLITE_BUSY, message: "it is in use", attempt: "close the log of \(path)")
        }
    }
}
