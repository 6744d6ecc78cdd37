import CSQLite
import Glibc

/// Which file a path names; a file that takes its place is another one.
///
/// As long as somebody has the first one open its inode is not given to another.
package struct FileIdentity: Sendable {
    package let path: String
    private let device: dev_t
    private let inode: ino_t

    /// Notes which file the path names.
    package init(of path: String) throws(SQLiteError) {
        let facts = try Self.facts(of: path)
        self.path = path
        (device, inode) = (facts.st_dev, facts.st_ino)
    }

    /// Looks whether the path names the same file still; the error says why it does not.
    package func check() throws(SQLiteError) {
        let facts = try Self.facts(of: path)
        guard (facts.st_dev, facts.st_ino) == (device, inode) else {
            throw .moved(path, because: "another file has its name")
        }
    }

    private static func facts(of path: String) throws(SQLiteError) -> stat {
        var facts = stat()
        // Sound: the path is copied by the kernel during the call.
        guard unsafe stat(path, &facts) == 0 else {
            // Sound: glibc's text lives until the next call on this thread.
            let reason = unsafe strerror(errno).map { unsafe String(cString: $0) }
            throw .moved(path, because: reason ?? "unknown error")
        }
        return facts
    }
}

extension Connection {
    /// Which file the connection has open.
    package func fileIdentity() throws(SQLiteError) -> FileIdentity {
        let identity = try FileIdentity(of: path)
        var hasMoved: Int32 = 0
        // Sound: SQLite writes one number.
        let code = unsafe sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved)
        guard code == SQLITE_OK else { throw error(code, "find the file of \(path)") }
        guard hasMoved == 0 else { throw .moved(path, because: "another file has its name") }
        return identity
    }
}

extension SQLiteError {
    fileprivate static func moved(_ path: String, because reason: String) -> SQLiteError {
        SQLiteError(
            code: SQLITE_READONLY | 4 << 8, message: reason, attempt: "find the open file \(path)")
    }
}
