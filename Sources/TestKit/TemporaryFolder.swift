import Foundation

/// A folder of a test's own, removed with all that is in it when nobody holds it any more.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("paynotify-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of something in the folder.
    package func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file of the folder anew.
    package func write(_ text: String, to name: String) throws {
        try text.write(toFile: path(name), atomically: false, encoding: .utf8)
    }

    /// The permission bits of something in the folder.
    package func mode(of name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
    }

    /// The size in bytes of something in the folder; 0 if it is missing.
    package func size(of name: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path(name))
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }

    /// Gives something in the folder a second name: a symbolic link or a hard one.
    package func link(_ name: String, to target: String, isSymbolic: Bool) throws {
        if isSymbolic {
            try FileManager.default.createSymbolicLink(
                atPath: path(name), withDestinationPath: path(target))
        } else {
            try FileManager.default.linkItem(atPath: path(target), toPath: path(name))
        }
    }

    /// Copies the files as they are at this moment to another folder.
    package func copy(_ names: [String], to other: TemporaryFolder) throws {
        for name in names where FileManager.default.fileExists(atPath: path(name)) {
            try FileManager.default.copyItem(atPath: path(name), toPath: other.path(name))
        }
    }
}
