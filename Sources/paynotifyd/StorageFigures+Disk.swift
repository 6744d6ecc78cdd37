import Foundation
import Gateway

extension StorageFigures {
    /// Looks at the database at the path; nil while there is none.
    init?(database path: String) {
        let files = FileManager.default
        func bytes(_ path: String) -> Int? {
            (try? files.attributesOfItem(atPath: path))?[.size] as? Int
        }
        guard let databaseBytes = bytes(path) else { return nil }
        let disk = try? files.attributesOfFileSystem(forPath: path)
        self.init(
            databaseBytes: databaseBytes, logBytes: bytes(path + "-wal") ?? 0,
            freeBytes: disk?[.systemFreeSize] as? Int)
    }
}
