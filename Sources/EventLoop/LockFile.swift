import CLinux

/// Holds a file's lock until it goes out of scope; the kernel frees it if the process dies.
///
/// The lock is on a file of its own: opening and closing a database's file by hand would drop the
/// locks that SQLite holds on it.
package struct LockFile: ~Copyable {
    package let path: String
    private let descriptor: Int32

    /// Takes the lock, or throws at once when another process has it; makes the file when missing.
    package init(at path: String) throws(LockFileError) {
        let opened = unsafe linux_open_lock(path)
        guard opened >= 0 else { throw .cannotOpen(path: path, code: -opened) }
        let locked = linux_lock(opened)
        guard locked >= 0 else {
            _ = linux_close(opened)
            throw locked == -EAGAIN
                ? .heldByAnother(path: path) : .cannotOpen(path: path, code: -locked)
        }
        descriptor = opened
        self.path = path
    }

    /// Frees the lock whoever else has a copy of the descriptor, as a process does that is being started.
    deinit {
        _ = linux_unlock(descriptor)
        _ = linux_close(descriptor)
    }
}

/// Why a lock was not taken.
package enum LockFileError: Error, Hashable, Sendable, CustomStringConvertible {
    case heldByAnother(path: String)
    /// The file cannot be made, opened or locked; the code is the kernel's error number.
    case cannotOpen(path: String, code: Int32)

    package var description: String {
        switch self {
        case .heldByAnother(let path):
            "cannot lock \(path): another process holds it"
        case .cannotOpen(let path, let code):
            "cannot lock \(path): \(systemErrorText(code)) (\(systemErrorName(code)))"
        }
    }
}
