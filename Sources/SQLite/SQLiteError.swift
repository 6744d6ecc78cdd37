import CSQLite

/// What SQLite refused: the code, its message, and what was attempted.
package struct SQLiteError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The extended result code, such as 1034.
    package let code: Int32
    /// SQLite's sentence; it names tables and columns, never values.
    package let message: String
    /// What was attempted and on what, such as `open /var/lib/paynotify/paynotify.db`.
    package let attempt: String

    package init(code: Int32, message: String, attempt: String) {
        self.code = code
        self.message = message
        self.attempt = attempt
    }

    /// The error of a stored value that no version of this program writes.
    package static func unreadable(_ what: String) -> SQLiteError {
        SQLiteError(code: SQLITE_MISMATCH, message: "unknown value", attempt: "read \(what)")
    }

    /// The code's symbol, such as `SQLITE_IOERR_FSYNC`.
    package var name: String { ResultCode.name(of: code) }

    /// The code without its extension.
    package var primaryCode: Int32 { code & 0xFF }

    /// No room is left: on the disk, or below the file's limit of pages.
    package var isFull: Bool { primaryCode == SQLITE_FULL }

    /// Another connection holds the lock.
    package var isBusy: Bool { primaryCode == SQLITE_BUSY }

    /// The disk or the file is broken: nothing that is read or written can be relied on.
    package var isBroken: Bool {
        switch primaryCode {
        case SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CANTOPEN, SQLITE_READONLY: true
        default: false
        }
    }

    package var description: String { "cannot \(attempt): \(message) (\(name))" }
}
