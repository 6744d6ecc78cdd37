import Crypto
import EventLoop
package import Notifications
import SQLite
import StoreCore

/// Puts a backup where a database was, and says in it that it was.
///
/// All is done under another name: a file with the database's name is a whole restore. What had not ended
/// by the backup is uncertain afterwards, because the file that was lost may have sent it, and what
/// callers tell of the time before the restore is held for a person.
package struct DatabaseRestore {
    /// The backup.
    package var backup: String
    /// Where the database is to be, and the clock and the zones to open it with.
    package var options: SQLiteStoreOptions
    /// Whether to go on with data in which not all holds that has to.
    package var acceptsViolations = false

    package init(of backup: String, into options: SQLiteStoreOptions) {
        self.backup = backup
        self.options = options
    }

    /// What was put back.
    package struct Report: Hashable, Sendable {
        /// The generation of the data from now on.
        package var generation: Int64
        package var restoredAt: Timestamp
        /// Notifications that are uncertain now.
        package var uncertain: Int
        /// Replays that were ended.
        package var replays: Int
        /// What was erased once more, by the file of erasures beside the database that was lost.
        package var erased: Erasure.Found
        /// Whether there was a checksum beside the backup; it is right.
        package var hadChecksum: Bool
        /// What does not hold in the data, line by line; empty unless that was accepted.
        package var violations: [String]
    }

    private var partialPath: String { options.path + ".restoring" }

    /// Puts it back; whatever is thrown, there is no database where there was none.
    package func run() throws(MaintenanceError) -> Report {
        do {
            try checkPlaces()
            let lock = try LockFile(at: options.path + ".lock")
            defer { _ = lock.path }
            do {
                var report = try prepare()
                report.hadChecksum = try BackupFile.knownDigest(of: backup) != nil
                try PrivateFiles.name(partialPath, as: options.path)
                try PrivateFiles.syncFolder(of: options.path)
                return report
            } catch {
                discard()
                throw error
            }
        } catch {
            throw MaintenanceError(other: error)
        }
    }

    private func checkPlaces() throws {
        guard PrivateFiles.exists(backup) else { throw MaintenanceError.missing(path: backup) }
        guard !PrivateFiles.exists(backup + "-wal") else {
            throw MaintenanceError.cannotMake(
                reason:
                    "\(backup)-wal is beside it: it is a database that was in use, and no backup; "
                    + "make one of it with paynotifyd backup")
        }
        try OpenedDatabase.makeFolder(of: options.path)
        for path in [options.path, options.path + "-wal"] where PrivateFiles.exists(path) {
            throw MaintenanceError.cannotMake(
                reason:
                    "\(path) is there: a restore replaces nothing. Move what is there, with its "
                    + "-wal, to another folder first")
        }
        discard()
    }

    private func prepare() throws -> Report {
        try copy()
        var opening = options
        opening.path = partialPath
        let connection = try OpenedDatabase.connect(opening)
        try connection.migrate(Schema.migrations)
        let verified = try DatabaseVerifier.verify(partialPath)
        guard verified.isSound || acceptsViolations else {
            throw MaintenanceError.damaged(
                reason: "not all holds in \(backup) that has to:\n"
                    + verified.violationLines.joined(separator: "\n")
                    + "\nTo put it back all the same: --accept-violations")
        }
        var report = try mark(connection)
        report.violations = verified.violationLines
        try connection.dropLog()
        try connection.close()
        try PrivateFile(opening: partialPath).sync()
        return report
    }

    /// Copies the bytes, and compares them with their checksum if there is one.
    private func copy() throws {
        let source = try PrivateFile(opening: backup)
        let copy = try PrivateFile(making: partialPath)
        var hash = SHA256()
        while true {
            let bytes = try source.read(upTo: 1 << 20)
            if bytes.isEmpty { break }
            hash.update(data: bytes)
            try copy.write(bytes)
        }
        let digest = hash.finalize().map(\.hexadecimal).joined()
        guard let known = try BackupFile.knownDigest(of: backup), known != digest else { return }
        throw MaintenanceError.damaged(
            reason: "\(backup) is not what was written: its SHA-256 is \(digest), and "
                + "\(BackupFile.checksumPath(of: backup)) says \(known)")
    }

    /// Says in the data that they were put back, and makes uncertain what had not ended, in one
    /// transaction; then erases whoever was erased since the backup.
    private func mark(_ connection: Connection) throws -> Report {
        let now = options.clock.now()
        let transaction = try Transaction(connection)
        let tables = try Tables(connection)
        try transaction.begin()
        let records = try SQLiteRecords(
            restoring: tables, try ErasedCodes(besides: options.path), at: now)
        let runner = CommandRunner(
            records, zones: options.zones, startedAt: now, random: options.random)
        _ = try runner.markInterruptedAttempts(at: now)
        let restored = try runner.markRestored(at: now)
        try transaction.commit()
        let erased = try RestoredErasures(records, runner, transaction, at: now).apply()
        return Report(
            generation: records.epoch.generation, restoredAt: now,
            uncertain: restored.notifications, replays: restored.replays, erased: erased,
            hadChecksum: false,
            violations: [])
    }

    private func discard() {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            try? PrivateFiles.remove(partialPath + suffix)
        }
    }
}
