import EventLoop
import Foundation
import SQLite
import StoreCore
import TestKit
import Testing

@testable import Notifications
@testable import SQLiteStore

/// What a restore takes, refuses and leaves.
@Suite struct DatabaseRestoreTests {
    private let place: RestorePlace

    init() throws { place = try RestorePlace() }

    @Test func eachRestoreRaisesTheGenerationAndGoesOnAboveAllNumbers() async throws {
        try await place.fillAndClose()
        try place.makeBackup()
        // Starts of the lost file gave numbers of changes too.
        for _ in 0..<5 {
            try await withStore(place.options) { store in try await store.enable("lost") }
        }
        let lost = try await withStore(place.options) { store in
            try await store.notify(.paid, session: "lost")
            return try await lastChange(in: store)
        }
        #expect(try place.restore().generation == 2)
        try await withStore(place.options) { store in
            #expect(store.boot > 4_096)
            try await store.enable("new")
            try await store.notify(.paid, session: "new")
            #expect(try await lastChange(in: store) > lost)
        }
        try PrivateFiles.remove(place.backup)
        try PrivateFiles.remove(place.backup + ".sha256")
        try place.makeBackup()
        #expect(try place.restore().generation == 3)
    }

    private func lastChange(in store: SQLiteStore) async throws -> Int64 {
        let page = try await store.notifications(
            NotificationQuery(
                merchant: Fixtures.merchant.id, session: nil, status: nil,
                position: .changed(after: 0), limit: 500))
        return try #require(page?.next)
    }

    @Test func refusesToReplaceWhatIsThere() async throws {
        try await place.fillAndClose()
        try place.makeBackup()
        let error = #expect(throws: MaintenanceError.self) {
            try DatabaseRestore(of: place.backup, into: place.options).run()
        }
        guard case .cannotMake(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("Move what is there"))
        #expect(throws: MaintenanceError.missing(path: place.folder.path("none"))) {
            try DatabaseRestore(of: place.folder.path("none"), into: place.options).run()
        }
    }

    @Test func refusesWhileAnotherProcessHasTheLock() async throws {
        try await place.fillAndClose()
        try place.makeBackup()
        var restore = DatabaseRestore(of: place.backup, into: place.options)
        restore.options.path = place.folder.path("other.db")
        let path = restore.options.path + ".lock"
        let lock = try LockFile(at: path)
        #expect(throws: MaintenanceError.locked(.heldByAnother(path: path))) {
            try restore.run()
        }
        #expect(lock.path == path)
        #expect(!PrivateFiles.exists(restore.options.path))
    }

    @Test func refusesABackupThatIsNotWhatWasWritten() async throws {
        try await place.fillAndClose()
        try place.makeBackup()
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: place.backup))
        try file.seek(toOffset: 9_000)
        try file.write(contentsOf: Data([1]))
        try file.close()
        let error = #expect(throws: MaintenanceError.self) { try place.restore() }
        guard case .damaged(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("SHA-256"))
        #expect(!PrivateFiles.exists(place.options.path))
        #expect(!PrivateFiles.exists(place.options.path + ".restoring"))
    }

    @Test func refusesDataInWhichNotAllHoldsUnlessThatIsAccepted() async throws {
        try await place.fillAndClose()
        let connection = try Connection(path: place.options.path, access: .readWrite)
        try connection.execute(
            "UPDATE notification_counts SET total = 7 WHERE status = 'delivered'")
        try connection.close()
        try place.makeBackup()
        let error = #expect(throws: MaintenanceError.self) { try place.restore() }
        guard case .damaged(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("9 the counts") && reason.contains("--accept-violations"))
        #expect(!PrivateFiles.exists(place.options.path))
        let report = try place.restore(accepting: true)
        #expect(report.violations.count == 1)
        #expect(PrivateFiles.exists(place.options.path))
    }

    @Test func putsBackAFileOfAnOlderVersionWithoutAChecksum() async throws {
        let connection = try Connection(path: place.backup, access: .readWrite)
        try connection.migrate(Array(Schema.migrations.prefix(8)))
        try connection.close()
        let report = try place.restore()
        #expect(!report.hadChecksum)
        try await withStore(place.options) { store in #expect(store.generation == 2) }
    }

    @Test func aBackupOfADatabaseInUseIsNone() async throws {
        try await withStore(place.options) { store in
            try await place.fill(store)
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(
                    atPath: place.options.path + suffix,
                    toPath: place.folder.path("raw.db" + suffix))
            }
        }
        var restore = DatabaseRestore(of: place.folder.path("raw.db"), into: place.options)
        restore.options.path = place.folder.path("other.db")
        let error = #expect(throws: MaintenanceError.self) { try restore.run() }
        #expect(error?.description.contains("no backup") == true)
    }
}
