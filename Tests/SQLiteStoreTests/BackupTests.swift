import EventLoop
import Foundation
import Notifications
import SQLite
import StoreCore
import Synchronization
import TestKit
import Testing

@testable import SQLiteStore

@Suite struct BackupTests {
    private let folder: TemporaryFolder
    private let options: SQLiteStoreOptions
    private let backups: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        backups = try TemporaryFolder()
        options = SQLiteStoreOptions.fixture(in: folder)
    }

    /// Makes a backup and gives how it ended.
    private func backUp(
        _ store: SQLiteStore, to path: String, during body: () async throws -> Void = {}
    ) async throws -> BackupProgress {
        let (ends, continuation) = AsyncStream.makeStream(of: BackupProgress.self)
        _ = try await store.startBackup(to: path) { continuation.yield($0) }
        try await body()
        return try #require(await ends.first { _ in true })
    }

    /// Tells of sessions one after the other, until it is over; gives their number.
    private func write(
        into store: SQLiteStore, until isOver: @Sendable () -> Bool
    ) async throws -> Int {
        var index = 0
        while !isOver() {
            try await store.enable("beside-\(index)")
            try await store.notify(.paid, session: "beside-\(index)")
            index += 1
        }
        return index
    }

    @Test func aBackupBesideAWriterThatNeverRestsHasAllThatWasThereBefore() async throws {
        try await withStore(options) { store in
            try await store.prepare()
            for index in 0..<400 { try await store.enable("before-\(index)") }
            for index in 0..<400 { try await store.notify(.paid, session: "before-\(index)") }
            let isOver = Mutex(false)
            let commits = store.health.commits
            let path = backups.path("one.db")

            async let written = write(into: store) { isOver.withLock { $0 } }
            let ended = try await backUp(store, to: path)
            isOver.withLock { $0 = true }
            #expect(try await written > 0)

            guard case .done(let digest) = ended.stage else {
                Issue.record("\(ended)")
                return
            }
            #expect(store.health.commits > commits, "commits were made beside it")
            #expect(ended.pagesCopied == ended.pages && ended.pages > 100)
            #expect(try backups.mode(of: "one.db") == 0o600)
            #expect(try backups.mode(of: "one.db.sha256") == 0o600)
            let checksum = try String(contentsOfFile: path + ".sha256", encoding: .utf8)
            #expect(checksum == "\(digest)  one.db\n")
            #expect(try DatabaseVerifier.verify(path).isSound)
            let copy = try Connection(path: path, access: .queryOnly)
            let before = try Statement(
                copy,
                "SELECT count(*) FROM sessions AS s JOIN notifications USING (session) "
                    + "WHERE s.id LIKE 'before-%'")
            #expect(try before.first { $0.integer() } == 400)
            #expect(try copy.pragma("journal_mode") == "delete")
        }
    }

    @Test func whatChangesInPagesThatAreCopiedIsInTheBackup() async throws {
        let connection = try Connection(path: folder.path("source.db"), access: .readWrite)
        try connection.execute(
            """
            PRAGMA journal_mode = WAL;
            CREATE TABLE numbers (number INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
            INSERT INTO numbers SELECT i, printf('%0200d', i) FROM n;
            """)
        try PrivateFiles.makeFile(backups.path("copy.db"))
        let backup = try OnlineBackup(of: connection, to: backups.path("copy.db"))
        var steps = 0
        var progress = try backup.step(pages: 100)
        while !progress.isDone {
            steps += 1
            // Of the first pages, and of those that come.
            try connection.execute(
                """
                UPDATE numbers SET text = 'step \(steps)' WHERE number IN (1, \(steps * 300));
                INSERT INTO numbers (text) VALUES ('added');
                """)
            if steps == 3 {
                // A transaction that is taken back after it wrote to the log begins the copy anew.
                try connection.execute(
                    "PRAGMA cache_size = 10; BEGIN; UPDATE numbers SET text = 'gone'; ROLLBACK")
            }
            progress = try backup.step(pages: 100)
        }
        try backup.end()

        #expect(steps > 10)
        let copy = try Connection(path: backups.path("copy.db"), access: .queryOnly)
        let first = try Statement(copy, "SELECT text FROM numbers WHERE number = 1")
        #expect(try first.first { $0.text() } == "step \(steps)")
        let count = try Statement(copy, "SELECT count(*), sum(text = 'gone') FROM numbers")
        let numbers = try count.first { row in [row.integer(), row.integer()] }
        #expect(numbers == [Int64(20_000 + steps), 0])
        #expect(try Statement(copy, "PRAGMA integrity_check").first { $0.text() } == "ok")
    }

    @Test func aFileWithItsNameIsWholeWhateverCutsABackupOff() async throws {
        try await withStore(options) { store in
            try await store.prepare()
            for index in 0..<50 { try await store.enable("session-\(index)") }
            _ = try await store.startBackup(to: backups.path("cut.db")) { _ in }
        }
        let isThere = PrivateFiles.exists(backups.path("cut.db"))
        #expect(isThere == PrivateFiles.exists(backups.path("cut.db.sha256")))
        if isThere { #expect(try DatabaseVerifier.verify(backups.path("cut.db")).isSound) }
        #expect(!PrivateFiles.exists(backups.path("cut.db.partial")))
        // What a kill left is in nobody's way.
        try await withStore(options) { store in
            try PrivateFiles.append([1, 2, 3], to: backups.path("cut.db.partial"))
            for name in ["cut.db", "cut.db.sha256"] { try PrivateFiles.remove(backups.path(name)) }
            let ended = try await backUp(store, to: backups.path("cut.db"))
            guard case .done = ended.stage else {
                Issue.record("\(ended)")
                return
            }
        }
        #expect(try DatabaseVerifier.verify(backups.path("cut.db")).isSound)
    }

    @Test func aFullDiskEndsTheBackupAndNotTheStore() async throws {
        var options = options
        options.backupPagesMax = 20
        try await withStore(options) { store in
            try await store.prepare()
            for index in 0..<100 { try await store.enable("session-\(index)") }
            let ended = try await backUp(store, to: backups.path("full.db"))
            guard case .failed(let reason) = ended.stage else {
                Issue.record("\(ended)")
                return
            }
            #expect(reason.contains("SQLITE_FULL"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: backups.path) == [])
            #expect(store.health.writing == .open)
            try await store.notify(.paid, session: "session-1")
            #expect(store.lastBackup == ended)
        }
    }

    @Test func refusesPathsThatAreTakenOrNone() async throws {
        try await withStore(options) { store in
            try backups.write("mine", to: "taken.db")
            for path in [options.path, backups.path("taken.db"), "relative.db", "/"] {
                let error = await #expect(throws: BackupRefused.self) {
                    _ = try await store.startBackup(to: path) { _ in }
                }
                guard case .badPath = error else {
                    Issue.record("\(path): \(String(describing: error))")
                    continue
                }
            }
            let missing = await #expect(throws: BackupRefused.self) {
                _ = try await store.startBackup(to: backups.path("no/folder.db")) { _ in }
            }
            guard case .cannotWrite = missing else {
                Issue.record("\(String(describing: missing))")
                return
            }
            #expect(store.lastBackup == nil)
        }
    }

    @Test func makesOneBackupAtATime() async throws {
        try await withStore(options) { store in
            try await store.prepare()
            for index in 0..<200 { try await store.enable("session-\(index)") }
            let path = backups.path("first.db")
            // Submitted at once, the second comes before the first slice.
            async let first = store.startBackup(to: path) { _ in }
            async let second = store.startBackup(to: backups.path("second.db")) { _ in }
            _ = try? await first
            _ = try? await second
            let made = [path, backups.path("second.db")].filter {
                PrivateFiles.exists($0 + ".partial") || PrivateFiles.exists($0)
            }
            #expect(made.count == 1, "\(made)")
        }
    }

    @Test func copiesADatabaseThatNobodyHasOpen() async throws {
        try await withStore(options) { store in
            try await store.prepare()
            let error = #expect(throws: MaintenanceError.self) {
                try OfflineBackup.make(of: options.path, to: backups.path("a.db")) { _, _ in }
            }
            guard case .locked = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
        var told = 0
        let digest = try OfflineBackup.make(of: options.path, to: backups.path("a.db")) {
            _, pages in
            told = pages
        }
        #expect(told > 0)
        #expect(digest == (try BackupFile.digest(of: backups.path("a.db"))))
        #expect(try DatabaseVerifier.verify(backups.path("a.db")).isSound)
        #expect(throws: MaintenanceError.missing(path: folder.path("none.db"))) {
            try OfflineBackup.make(of: folder.path("none.db"), to: backups.path("b.db")) { _, _ in }
        }
    }

    @Test(arguments: [false, true])
    func makesABackupBeforeAMigration(hasFolder: Bool) async throws {
        var options = options
        if hasFolder { options.backupFolder = backups.path }
        let connection = try Connection(path: options.path, access: .readWrite)
        try connection.migrate(Array(Schema.migrations.prefix(7)))
        try connection.close()

        try await withStore(options) { _ in }
        try await withStore(options) { _ in }

        let place = hasFolder ? backups : folder
        let copy = try Connection(path: place.path("paynotify.db.before-8"), access: .queryOnly)
        #expect(try copy.schemaVersion() == 7)
        #expect(try place.mode(of: "paynotify.db.before-8") == 0o600)
        let all = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(all.contains { $0.contains("before") } != hasFolder)
    }

    @Test func withoutABackupNoMigrationIsMade() async throws {
        var options = options
        options.backupFolder = backups.path("missing")
        let connection = try Connection(path: options.path, access: .readWrite)
        try connection.migrate(Array(Schema.migrations.prefix(7)))
        try connection.close()
        let error = #expect(throws: SQLiteStoreError.self) { try SQLiteStore(options) { _ in } }
        guard case .noBackup = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        let after = try Connection(path: options.path, access: .queryOnly)
        #expect(try after.schemaVersion() == 7)
    }
}

@Suite struct BackupPaceTests {
    @Test func aSliceSettlesAtItsTime() {
        var pace = BackupPace()
        for _ in 0..<40 {
            _ = pace.took(.microseconds(10) * pace.pages, isIdle: false)
        }
        #expect(pace.pages == 200)
        // The disk is slower: one slice is long, the next is not.
        _ = pace.took(.milliseconds(20), isIdle: false)
        #expect(pace.pages == 20)
    }

    @Test func slicesHaveASmallPartOfTheTimeBesideCalls() {
        var pace = BackupPace()
        #expect(pace.took(.milliseconds(2), isIdle: false) == .milliseconds(14))
        #expect(pace.took(.milliseconds(2), isIdle: true) == .milliseconds(2))
    }

    @Test func aSliceIsNeverEmptyNorWithoutEnd() {
        var pace = BackupPace()
        for _ in 0..<40 { _ = pace.took(.zero, isIdle: true) }
        #expect(pace.pages == BackupPace.pagesMax)
        for _ in 0..<40 { _ = pace.took(.seconds(10), isIdle: true) }
        #expect(pace.pages == 1)
    }
}
