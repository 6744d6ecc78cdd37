import SQLite
import TestKit
import Testing

@Suite struct ConnectionTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("test.db")
    }

    private func writer() throws -> Connection {
        let connection = try Connection(path: path, access: .readWrite)
        try connection.execute("PRAGMA journal_mode = WAL")
        try connection.execute("CREATE TABLE IF NOT EXISTS things (id INTEGER PRIMARY KEY, body)")
        return connection
    }

    @Test func saysWhatItCannotOpenAndWhy() {
        let missing = folder.path("nowhere/test.db")
        let error = #expect(throws: SQLiteError.self) {
            try Connection(path: missing, access: .readWrite)
        }
        #expect(error?.attempt == "open \(missing)")
        #expect(error?.name == "SQLITE_CANTOPEN")
    }

    @Test func aQueryOnlyConnectionNeitherMakesAFileNorWrites() throws {
        #expect(throws: SQLiteError.self) { try Connection(path: path, access: .queryOnly) }
        let writer = try writer()
        let reader = try Connection(path: path, access: .queryOnly)
        let error = #expect(throws: SQLiteError.self) {
            try reader.execute("INSERT INTO things VALUES (1, 'a')")
        }
        #expect(error?.name == "SQLITE_READONLY")
        try writer.execute("INSERT INTO things VALUES (1, 'a')")
        #expect(try Statement(reader, "SELECT id FROM things").all { $0.integer() } == [1])
    }

    @Test func aQueryOnlyConnectionThatClosesLastDoesNotCheckpoint() throws {
        let writer = try writer()
        let reader = try Connection(path: path, access: .queryOnly)
        _ = try reader.pragma("user_version")
        try writer.execute("INSERT INTO things VALUES (1, 'a')")
        try writer.close()
        let pages = folder.size(of: "test.db-wal")
        try reader.close()
        #expect(pages > 0)
        #expect(folder.size(of: "test.db-wal") == pages)
    }

    @Test func countsThePagesOfTheLogAndOfACheckpoint() throws {
        let connection = try writer()
        _ = try connection.checkpoint(.truncate)
        try connection.execute("INSERT INTO things VALUES (1, randomblob(40000))")
        let pages = connection.logPages
        #expect(pages >= 10)
        let progress = try connection.checkpoint(.passive)
        #expect(progress == CheckpointProgress(logPages: pages, movedPages: pages))
        #expect(folder.size(of: "test.db-wal") > 0)
        _ = try connection.checkpoint(.truncate)
        #expect(folder.size(of: "test.db-wal") == 0)
    }

    @Test func neverCheckpointsByItself() throws {
        let connection = try writer()
        for _ in 0..<30 {
            try connection.execute("INSERT INTO things (body) VALUES (randomblob(400000))")
        }
        #expect(connection.logPages > 2_000)
    }

    @Test func aReaderHoldsBackAPassiveCheckpoint() throws {
        let writer = try writer()
        try writer.execute("INSERT INTO things VALUES (1, 'a')")
        let reader = try Connection(path: path, access: .queryOnly)
        try reader.execute("BEGIN")
        _ = try Statement(reader, "SELECT count(*) FROM things").first { $0.integer() }
        try writer.execute("INSERT INTO things VALUES (2, 'b')")
        let progress = try writer.checkpoint(.passive)
        #expect(progress.movedPages < progress.logPages)
    }

    @Test func reportsALockThatAnotherHolds() throws {
        let holder = try writer()
        try holder.execute("BEGIN IMMEDIATE")
        let other = try Connection(
            path: path, access: .readWrite, busyTimeout: .milliseconds(1))
        let error = #expect(throws: SQLiteError.self) { try other.execute("BEGIN IMMEDIATE") }
        #expect(error?.isBusy == true)
        #expect(error?.isBroken == false)
    }

    @Test func tellsWhenNoRoomIsLeft() throws {
        let connection = try writer()
        try connection.execute("PRAGMA max_page_count = 4")
        let error = #expect(throws: SQLiteError.self) {
            try connection.execute("INSERT INTO things VALUES (1, randomblob(100000))")
        }
        #expect(error?.isFull == true)
        #expect(error?.name == "SQLITE_FULL")
    }

    @Test func knowsWhetherATransactionIsOpen() throws {
        let connection = try writer()
        #expect(!connection.isInTransaction)
        try connection.execute("BEGIN")
        #expect(connection.isInTransaction)
        try connection.execute("ROLLBACK")
        #expect(!connection.isInTransaction)
    }

    @Test func closesTwiceAndRefusesWorkAfterwards() throws {
        let connection = try writer()
        let kept = try Statement(connection, "SELECT 1")
        try connection.close()
        try connection.close()
        #expect(kept.text == "SELECT 1")
        #expect(throws: SQLiteError.self) { try connection.execute("SELECT 1") }
    }

    @Test func readsSettings() throws {
        let connection = try writer()
        #expect(try connection.pragma("journal_mode") == "wal")
        #expect(try connection.pragma("wal_autocheckpoint") == "0")
        #expect(try connection.pragma("no_such_setting") == nil)
    }

    private static let names: [(code: Int32, name: String)] = [
        (1034, "SQLITE_IOERR_FSYNC"), (13, "SQLITE_FULL"), (2067, "SQLITE_CONSTRAINT_UNIQUE"),
        (64_010, "SQLITE_IOERR (64010)"), (77, "SQLITE_77"),
    ]

    @Test(arguments: names)
    func namesTheCodesOfErrors(code: Int32, name: String) {
        #expect(SQLiteError(code: code, message: "", attempt: "").name == name)
    }

    @Test func theLibraryIsAtLeastTheOneOfTheDistribution() {
        #expect(SQLiteVersion.number >= 3_040_001)
        #expect(SQLiteVersion.text.split(separator: ".").first == "3")
    }
}
