import Crypto
import SQLite
import StoreCore

/// The file of a backup: written under another name, and given its own when it is whole and on the disk.
///
/// So a file with the name is a backup that can be put back, and its checksum lies beside it, as
/// `sha256sum --check` reads it.
struct BackupFile: Sendable {
    let path: String

    /// Its name while it is written.
    var partialPath: String { path + ".partial" }
    var checksumPath: String { Self.checksumPath(of: path) }

    static func checksumPath(of path: String) -> String { path + ".sha256" }

    /// Makes the empty file of a backup of so many bytes, for its owner alone.
    init(at path: String, bytes: Int) throws(BackupRefused) {
        guard path.hasPrefix("/"), !path.hasSuffix("/") else {
            throw .badPath("a backup's path must be absolute and name a file, and is \"\(path)\"")
        }
        guard !PrivateFiles.exists(path) else {
            throw .badPath("\(path) is there already: a backup replaces nothing")
        }
        self.path = path
        let free: Int
        do throws(PrivateFileError) {
            free = try PrivateFiles.freeBytes(around: path)
            // Left by a backup that was cut off.
            try PrivateFiles.remove(partialPath)
        } catch { throw .cannotWrite("\(error)") }
        guard free >= bytes else {
            throw .cannotWrite(
                "there is no room for \(path): it takes \(bytes) bytes, and \(free) are free")
        }
        do throws(PrivateFileError) { _ = try PrivateFile(making: partialPath) } catch {
            throw .cannotWrite("\(error)")
        }
    }

    /// Gives the whole copy its name; what its SHA-256 is, or why there is no file.
    ///
    /// Throws `CancellationError` once it is told to stop.
    func finish(unless isCancelled: () -> Bool = { false }) throws -> String {
        let connection = try Connection(path: partialPath, access: .readWrite)
        try connection.dropLog()
        try connection.close()
        try PrivateFile(opening: partialPath).sync()
        let digest = try Self.digest(of: partialPath, unless: isCancelled)
        try writeChecksum(digest)
        try PrivateFiles.name(partialPath, as: path)
        try PrivateFiles.syncFolder(of: path)
        return digest
    }

    /// Removes what was written.
    func discard() {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            try? PrivateFiles.remove(partialPath + suffix)
        }
    }

    private func writeChecksum(_ digest: String) throws(PrivateFileError) {
        try PrivateFiles.remove(checksumPath)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let file = try PrivateFile(making: checksumPath)
        try file.write(Array("\(digest)  \(name)\n".utf8))
        try file.sync()
    }

    /// The file's SHA-256 in hexadecimal digits.
    static func digest(
        of path: String, unless isCancelled: () -> Bool = { false }
    ) throws -> String {
        let file = try PrivateFile(opening: path)
        var hash = SHA256()
        while true {
            let bytes = try file.read(upTo: 1 << 20)
            if bytes.isEmpty { return hash.finalize().map(\.hexadecimal).joined() }
            hash.update(data: bytes)
            if isCancelled() { throw CancellationError() }
        }
    }

    /// What the file beside says that its SHA-256 is; nil: there is none.
    static func knownDigest(of path: String) throws(PrivateFileError) -> String? {
        let checksum = checksumPath(of: path)
        guard PrivateFiles.exists(checksum) else { return nil }
        let bytes = try PrivateFile(opening: checksum).read(upTo: 64)
        return String(decoding: bytes, as: UTF8.self).lowercased()
    }
}

extension UInt8 {
    /// As two digits.
    var hexadecimal: String {
        let text = String(self, radix: 16)
        return text.utf8.count == 1 ? "0" + text : text
    }
}
