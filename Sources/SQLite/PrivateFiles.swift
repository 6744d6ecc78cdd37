import Glibc

/// Makes the places of a database so that only its owner can look into them.
package enum PrivateFiles {
    /// Makes the folder with mode 0700 if it is missing; its parent must be there.
    package static func makeFolder(_ path: String) throws(PrivateFileError) {
        // Sound here and below: the path is copied by the kernel during the call.
        guard unsafe mkdir(path, 0o700) != 0, errno != EEXIST else { return }
        throw PrivateFileError(path: path, code: errno)
    }

    /// Makes the file, empty, with mode 0600 if it is missing; one that is there gets the mode.
    ///
    /// SQLite gives the log beside it the same mode.
    ///
    /// To be called before a connection to the file is open: closing a descriptor of the file drops
    /// the locks that SQLite holds on it.
    package static func makeFile(_ path: String) throws(PrivateFileError) {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw PrivateFileError(path: path, code: errno) }
        let changed = fchmod(descriptor, 0o600)
        let reason = errno
        close(descriptor)
        guard changed == 0 else { throw PrivateFileError(path: path, code: reason) }
    }

    /// The one name of a file that is there: its path without symbolic links.
    ///
    /// A file with a second name (a hard link) is refused with `EMLINK`: a lock beside one of the names
    /// would not keep out who comes by the other.
    package static func onlyName(of path: String) throws(PrivateFileError) -> String {
        var facts = stat()
        guard let resolved = unsafe realpath(path, nil) else {
            throw PrivateFileError(path: path, code: errno)
        }
        // Sound: realpath gave a string of its own, which is freed here alone.
        defer { unsafe free(resolved) }
        guard unsafe stat(resolved, &facts) == 0 else {
            throw PrivateFileError(path: path, code: errno)
        }
        guard facts.st_nlink == 1 else { throw PrivateFileError(path: path, code: EMLINK) }
        return unsafe String(cString: resolved)
    }
}

/// A folder or file that cannot be made or written.
package struct PrivateFileError: Error, Hashable, Sendable, CustomStringConvertible {
    package let path: String
    /// The kernel's error number.
    package let code: Int32

    package var description: String {
        // Sound: glibc's text lives until the next call on this thread.
        let text = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
        return "cannot make or write \(path): \(text)"
    }
}
