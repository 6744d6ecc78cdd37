import Glibc

/// A file of a folder that only its owner can look into, by a descriptor of its own.
///
/// Never a database that a connection has open: closing a descriptor drops the locks of SQLite.
package struct PrivateFile: ~Copyable, Sendable {
    package let path: String
    private let descriptor: Int32

    /// Makes the file, empty, with mode 0600; throws `EEXIST` if there is one.
    package init(making path: String) throws(PrivateFileError) {
        try self.init(path, O_RDWR | O_CREAT | O_EXCL)
    }

    /// Opens a file that is there, to read or to sync it.
    package init(opening path: String) throws(PrivateFileError) {
        try self.init(path, O_RDONLY)
    }

    /// Opens a file to write behind what it holds; makes it, with mode 0600, if there is none.
    package init(appendingTo path: String) throws(PrivateFileError) {
        try self.init(path, O_WRONLY | O_CREAT | O_APPEND)
    }

    private init(_ path: String, _ flags: Int32) throws(PrivateFileError) {
        // Sound here and below: the kernel copies paths during the call.
        descriptor = unsafe open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw PrivateFileError(path: path, code: errno) }
        self.path = path
    }

    deinit { close(descriptor) }

    /// Waits until all that was written to it is on the disk.
    package borrowing func sync() throws(PrivateFileError) {
        while fsync(descriptor) != 0 {
            guard errno == EINTR else { throw PrivateFileError(path: path, code: errno) }
        }
    }

    /// Reads on where the last read ended; empty at the end.
    package borrowing func read(upTo count: Int) throws(PrivateFileError) -> [UInt8] {
        var problem: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, length in
            // Sound: the kernel writes at most as many bytes as the buffer has.
            let read = unsafe Glibc.read(descriptor, buffer.baseAddress, count)
            if read < 0 { problem = errno }
            length = max(0, read)
        }
        guard problem == 0 else { throw PrivateFileError(path: path, code: problem) }
        return bytes
    }

    /// Writes all bytes on where the last write ended.
    package borrowing func write(_ bytes: [UInt8]) throws(PrivateFileError) {
        var written = 0
        while written < bytes.count {
            // Sound: the kernel reads the bytes that are left.
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(
                    descriptor, buffer.baseAddress?.advanced(by: written), bytes.count - written)
            }
            guard count >= 0 || errno == EINTR else {
                throw PrivateFileError(path: path, code: errno)
            }
            written += max(0, count)
        }
    }
}

extension PrivateFiles {
    /// Whether the path names anything.
    package static func exists(_ path: String) -> Bool {
        var facts = stat()
        return unsafe lstat(path, &facts) == 0
    }

    /// Removes the file, if it is there.
    package static func remove(_ path: String) throws(PrivateFileError) {
        guard unsafe unlink(path) != 0, errno != ENOENT else { return }
        throw PrivateFileError(path: path, code: errno)
    }

    /// Gives the file its name; throws `EEXIST` if another has it.
    package static func name(_ file: String, as path: String) throws(PrivateFileError) {
        // A link fails where a rename would replace.
        guard unsafe link(file, path) == 0 else { throw PrivateFileError(path: path, code: errno) }
        try remove(file)
    }

    /// Waits until the names in the file's folder are on the disk.
    package static func syncFolder(of path: String) throws(PrivateFileError) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        try PrivateFile(opening: folder).sync()
    }

    /// The names in a folder.
    package static func names(in folder: String) throws(PrivateFileError) -> [String] {
        guard let stream = unsafe opendir(folder) else {
            throw PrivateFileError(path: folder, code: errno)
        }
        defer { unsafe _ = closedir(stream) }
        var names: [String] = []
        // Sound: the entry is read before the next one is asked for.
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { text in
                    unsafe String(cString: text)
                }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Bytes that who is not root may still write where the path's folder is.
    package static func freeBytes(around path: String) throws(PrivateFileError) -> Int {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        var facts = statvfs()
        guard unsafe statvfs(folder, &facts) == 0 else {
            throw PrivateFileError(path: folder, code: errno)
        }
        return Int(clamping: facts.f_bavail) * Int(clamping: facts.f_frsize)
    }
}
