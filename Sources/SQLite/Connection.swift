// SQLite is the binding of the SQLite library: connection, statement, migration and error.
//
// Nobody else imports CSQLite, and no pointer leaves this module. A connection and its statements belong
// to one queue; they are not Sendable, so the compiler holds that.

import CSQLite

/// An open database file, used on one queue only.
@safe
package final class Connection {
    /// What a connection may do.
    package enum Access: Hashable, Sendable {
        /// Reads, writes and checkpoints; makes the file when missing.
        case readWrite
        /// Reads only, and never checkpoints, not even when it is the last to close.
        case queryOnly
    }

    package let path: String
    /// nil after ``close()``.
    private(set) var handle: OpaquePointer?
    private let noted: UnsafeMutablePointer<LogNotes>
    /// What SQLite calls back, if anything does.
    private var trace: AnyObject?
    /// What running statements were given.
    let values = ValueSpace()

    /// Opens the file.
    ///
    /// Nothing checkpoints by itself: automatic checkpoints hide I/O errors.
    package init(
        path: String, access: Access, busyTimeout: Duration = .seconds(5)
    ) throws(SQLiteError) {
        self.path = path
        _ = Self.isConfigured
        unsafe noted = .allocate(capacity: 1)
        unsafe noted.initialize(to: LogNotes())
        var opened: OpaquePointer?
        let create = access == .readWrite ? SQLITE_OPEN_CREATE : 0
        let flags =
            SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | create
        let code = unsafe sqlite3_open_v2(path, &opened, flags, nil)
        unsafe handle = opened
        guard code == SQLITE_OK else { throw error(code, "open \(path)") }
        let milliseconds = busyTimeout / .milliseconds(1)
        unsafe sqlite3_busy_timeout(opened, Int32(milliseconds))
        try execute("PRAGMA wal_autocheckpoint = 0")
        noteCommits()
        guard access == .queryOnly else { return }
        unsafe _ = paynotify_sqlite_no_checkpoint_on_close(opened)
        try execute("PRAGMA query_only = ON")
    }

    deinit {
        // Sound: close_v2 takes null, and waits for statements that are still alive.
        unsafe _ = sqlite3_close_v2(handle)
        unsafe noted.deallocate()
    }

    /// Settings of the library, made once, before the first connection.
    private static let isConfigured =
        paynotify_sqlite_no_memory_statistics() == SQLITE_OK

    /// What was noted of commits to the log.
    private struct LogNotes {
        var pages = 0
        var commits = 0
    }

    /// Notes each commit that writes to the log, and the log's size after it; as SQLite has one such
    /// hook, it also keeps automatic checkpoints away.
    private func noteCommits() {
        // Sound: the connection closes its handle before it frees the notes.
        unsafe _ = sqlite3_wal_hook(
            handle,
            { noted, _, _, pages in
                guard let noted = unsafe noted?.assumingMemoryBound(to: LogNotes.self) else {
                    return SQLITE_OK
                }
                unsafe noted.pointee.pages = Int(pages)
                unsafe noted.pointee.commits += 1
                return SQLITE_OK
            }, noted)
    }

    /// Holds what SQLite calls back for as long as the connection lives.
    func keepAlive(_ trace: AnyObject) { self.trace = trace }

    /// Ends all statements and closes the file; both can be called again and do nothing then.
    package func close() throws(SQLiteError) {
        guard let open = unsafe handle else { return }
        // Sound: statements look at the connection's handle before they touch their own.
        while let statement = unsafe sqlite3_next_stmt(open, nil) {
            unsafe sqlite3_finalize(statement)
        }
        let code = unsafe sqlite3_close(open)
        guard code == SQLITE_OK else { throw error(code, "close \(path)") }
        unsafe handle = nil
    }

    /// Runs statements that have no parameters and whose rows are of no interest.
    package func execute(_ text: String) throws(SQLiteError) {
        let code = unsafe sqlite3_exec(handle, text, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code, "run \(text)") }
    }

    /// The value of a setting, such as `journal_mode`; nil for an unknown one.
    package func pragma(_ name: String) throws(SQLiteError) -> String? {
        try Statement(self, "PRAGMA \(name)", isPersistent: false).first { row in row.text() }
    }

    /// Rows that the last statement inserted, changed or deleted.
    package var changes: Int { unsafe Int(sqlite3_changes64(handle)) }

    /// Rows that all statements of this connection inserted, changed or deleted.
    package var changesInAll: Int { unsafe Int(sqlite3_total_changes64(handle)) }

    /// The row id of the last insertion into a table that has row ids.
    package var lastInsertedRow: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

    /// Pages in the write-ahead log after this connection's last commit that wrote to it.
    package var logPages: Int { unsafe noted.pointee.pages }

    /// Commits of this connection that wrote to the write-ahead log.
    package var logCommits: Int { unsafe noted.pointee.commits }

    /// Whether a transaction is open; some errors end it by themselves.
    package var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

    /// The error for a code that a call on this connection gave.
    func error(_ code: Int32, _ attempt: String) -> SQLiteError {
        // Sound: both give strings that live until the next call on this connection.
        let text = unsafe handle.flatMap { unsafe sqlite3_errmsg($0) } ?? sqlite3_errstr(code)
        let message = unsafe text.map { unsafe String(cString: $0) } ?? "unknown error"
        return SQLiteError(code: code, message: message, attempt: attempt)
    }
}

/// How far a checkpoint came, in pages.
package struct CheckpointProgress: Hashable, Sendable {
    /// Pages in the write-ahead log.
    package let logPages: Int
    /// Those of the frames that the database file has.
    package let movedPages: Int

    package init(logPages: Int, movedPages: Int) {
        self.logPages = logPages
        self.movedPages = movedPages
    }
}

extension Connection {
    /// How hard a checkpoint tries.
    package enum Checkpoint: Hashable, Sendable {
        /// Moves what no reader needs and waits for nobody.
        case passive
        /// Waits for readers and cuts the log to nothing.
        case truncate
    }

    /// Moves pages from the write-ahead log into the database file.
    package func checkpoint(_ kind: Checkpoint) throws(SQLiteError) -> CheckpointProgress {
        var logPages: Int32 = 0
        var movedPages: Int32 = 0
        let mode = kind == .passive ? SQLITE_CHECKPOINT_PASSIVE : SQLITE_CHECKPOINT_TRUNCATE
        let code = unsafe sqlite3_wal_checkpoint_v2(
            handle, nil, mode, &logPages, &movedPages)
        guard code == SQLITE_OK else { throw error(code, "checkpoint \(path)") }
        return CheckpointProgress(logPages: Int(logPages), movedPages: Int(movedPages))
    }
}
