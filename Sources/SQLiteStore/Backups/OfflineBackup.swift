import EventLoop
import SQLite
import StoreCore

/// Copies a database that no daemon has open.
package enum OfflineBackup {
    /// Makes the backup, with the database's lock; gives its SHA-256.
    package static func make(
        of database: String, to path: String,
        telling tell: (_ pagesCopied: Int, _ pages: Int) -> Void
    ) throws(MaintenanceError) -> String {
        guard PrivateFiles.exists(database) else { throw .missing(path: database) }
        do {
            let only = try PrivateFiles.onlyName(of: database)
            let lock = try LockFile(at: only + ".lock")
            defer { _ = lock.path }
            let connection = try Connection(path: only, access: .queryOnly)
            // Not a database, or not one of ours: said before anything is made.
            guard try connection.schemaVersion() > 0 else {
                throw MigrationError.foreign(path: only)
            }
            let digest = try copy(connection, to: path, telling: tell)
            try connection.close()
            return digest
        } catch {
            throw MaintenanceError(other: error)
        }
    }

    /// Copies what an own connection sees, in one go.
    static func copy(
        _ connection: Connection, to path: String,
        telling tell: (_ pagesCopied: Int, _ pages: Int) -> Void = { _, _ in }
    ) throws -> String {
        let bytes = try connection.databaseBytes()
        let file = try BackupFile(at: path, bytes: bytes)
        do {
            let copy = try OnlineBackup(of: connection, to: file.partialPath)
            var isDone = false
            while !isDone {
                let progress = try copy.step(pages: 4_096)
                tell(progress.pagesCopied, progress.pages)
                isDone = progress.isDone
            }
            try copy.end()
            return try file.finish()
        } catch {
            file.discard()
            throw error
        }
    }
}
