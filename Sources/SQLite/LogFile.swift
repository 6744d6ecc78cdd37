import CSQLite
import Glibc

/// The write-ahead log of a database, by a descriptor of its own, for who syncs it away from the
/// connection that writes it.
///
/// SQLite locks the database's file and its index of the log, never the log: to close a descriptor of
/// the log drops no lock. The file stays the same one for as long as a connection to the database is
/// open and nobody else removes it.
package struct LogFile: ~Copyable, Sendable {
    package let path: String
    private let descriptor: Int32

    /// Opens the log of a connection that has committed something, so that there is one.
    package init(of connection: Connection) throws(SQLiteError) {
        path = connection.path + "-wal"
        // Sound: the path is copied by the kernel during the call.
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Self.error(SQLITE_CANTOPEN, errno, "open \(path)")
        }
    }

    deinit { close(descriptor) }

    /// Waits until all that was written to the log before this call is on the disk.
    ///
    /// From any thread. After an error nothing is known of what was written, and to repeat the call
    /// proves nothing: the kernel tells of a failed write once.
    package borrowing func sync() throws(SQLiteError) {
        while fdatasync(descriptor) != 0 {
            let reason = errno
            guard reason == EINTR else {
                throw Self.error(SQLITE_IOERR | 4 << 8, reason, "sync \(path)")
            }
        }
    }

    private static func error(_ code: Int32, _ reason: Int32, _ attempt: String) -> SQLiteError {
        // Sound: glibc's text lives until the next call on this thread.
        let text = unsafe strerror(reason).map { unsafe String(cString: $0) }
        return SQLiteError(code: code, message: text ?? "error \(reason)", attempt: attempt)
    }
}
