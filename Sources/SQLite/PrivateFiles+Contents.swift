import Glibc

extension PrivateFiles {
    /// All that the file holds; nil: there is none.
    package static func contents(of path: String) throws(PrivateFileError) -> [UInt8]? {
        // Sound here and below: the path is copied by the kernel during the call.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw PrivateFileError(path: path, code: errno)
        }
        defer { close(descriptor) }
        var contents: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            // Sound: the kernel writes no more than the array has.
            let count = unsafe chunk.withUnsafeMutableBytes { bytes in
                unsafe Glibc.read(descriptor, bytes.baseAddress, bytes.count)
            }
            guard count >= 0 else {
                if errno == EINTR { continue }
                throw PrivateFileError(path: path, code: errno)
            }
            if count == 0 { return contents }
            contents += chunk[..<count]
        }
    }

    /// Writes behind what the file holds, and returns when that is on the disk; a missing file is made, with
    /// mode 0600.
    ///
    /// After an error a part of it may be there.
    package static func append(
        _ bytes: [UInt8], to path: String
    ) throws(PrivateFileError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw PrivateFileError(path: path, code: errno) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            // Sound: the kernel reads no more than is left of the array.
            let count = unsafe bytes[written...].withUnsafeBytes { rest in
                unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
            }
            guard count >= 0 else {
                if errno == EINTR { continue }
                throw PrivateFileError(path: path, code: errno)
            }
            written += count
        }
        guard fsync(descriptor) == 0 else { throw PrivateFileError(path: path, code: errno) }
        try syncFolder(of: path)
    }

    /// Makes the name of a file durable.
    private static func syncFolder(of path: String) throws(PrivateFileError) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw PrivateFileError(path: folder, code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw PrivateFileError(path: folder, code: errno) }
    }
}
