import SQLite
import TestKit
import Testing

@Suite struct MigrationTests {
    private let folder: TemporaryFolder
    private let connection: Connection
    private let steps = [
        Migration(number: 1, name: "a", text: "CREATE TABLE a (x); INSERT INTO a VALUES (1);"),
        Migration(number: 2, name: "b", text: "ALTER TABLE a ADD COLUMN y DEFAULT 2;"),
        Migration(number: 3, name: "c", text: "CREATE TABLE c (z);"),
    ]

    init() throws {
        folder = try TemporaryFolder()
        connection = try Connection(path: folder.path("test.db"), access: .readWrite)
    }

    @Test(arguments: 0...3)
    func bringsEachOlderVersionToTheLast(start: Int) throws {
        try connection.migrate(Array(steps[..<start]))
        #expect(try connection.schemaVersion() == start)
        try connection.migrate(steps)
        #expect(try connection.schemaVersion() == 3)
        #expect(try Statement(connection, "SELECT x + y FROM a").all { $0.integer() } == [3])
        #expect(try Statement(connection, "SELECT z FROM c").all { $0.integer() } == [])
    }

    @Test func refusesAFileOfALaterVersionAndLeavesItAlone() throws {
        try connection.migrate(steps)
        let error = #expect(throws: MigrationError.self) {
            try connection.migrate(Array(steps[..<2]))
        }
        #expect(error == .newer(path: connection.path, found: 3, known: 2))
        #expect(error?.description.contains("this program knows versions up to 2") == true)
        #expect(try connection.schemaVersion() == 3)
    }

    @Test func refusesAFileOfAnotherProgramAndLeavesItAlone() throws {
        try connection.execute("CREATE TABLE theirs (x)")
        let error = #expect(throws: MigrationError.self) { try connection.migrate(steps) }
        #expect(error == .foreign(path: connection.path))
        #expect(error?.description.contains("a database of another program") == true)
        #expect(try connection.schemaVersion() == 0)
    }

    @Test func aStepThatFailsLeavesTheStateBeforeIt() throws {
        let broken = Migration(number: 2, name: "broken", text: "CREATE TABLE b (x); SELECT nope;")
        let error = #expect(throws: MigrationError.self) {
            try connection.migrate([steps[0], broken])
        }
        guard case .failed(2, "broken", _) = error else {
            Issue.record("not the failure of the second step: \(String(describing: error))")
            return
        }
        #expect(try connection.schemaVersion() == 1)
        #expect(!connection.isInTransaction)
        #expect(throws: SQLiteError.self) { try Statement(connection, "SELECT * FROM b") }
    }
}

@Suite struct PrivateFilesTests {
    @Test func followsSymbolicLinksToTheOnlyName() throws {
        let folder = try TemporaryFolder()
        try PrivateFiles.makeFile(folder.path("test.db"))
        try folder.link("symbolic.db", to: "test.db", isSymbolic: true)
        let name = try PrivateFiles.onlyName(of: folder.path("symbolic.db"))
        #expect(name == (try PrivateFiles.onlyName(of: folder.path("test.db"))))
        #expect(name.hasSuffix("/test.db"))
    }

    @Test func refusesAFileWithASecondName() throws {
        let folder = try TemporaryFolder()
        try PrivateFiles.makeFile(folder.path("test.db"))
        try folder.link("hard.db", to: "test.db", isSymbolic: false)
        #expect(throws: PrivateFileError.self) {
            try PrivateFiles.onlyName(of: folder.path("hard.db"))
        }
    }

    @Test func makesFolderAndFileForTheOwnerAlone() throws {
        let folder = try TemporaryFolder()
        try PrivateFiles.makeFolder(folder.path("data"))
        try PrivateFiles.makeFile(folder.path("data/test.db"))
        #expect(try folder.mode(of: "data") == 0o700)
        #expect(try folder.mode(of: "data/test.db") == 0o600)
    }

    @Test func acceptsWhatIsThere() throws {
        let folder = try TemporaryFolder()
        for _ in 0..<2 {
            try PrivateFiles.makeFolder(folder.path("data"))
            try PrivateFiles.makeFile(folder.path("data/test.db"))
        }
    }

    @Test func saysWhatCannotBeMade() {
        let error = #expect(throws: PrivateFileError.self) {
            try PrivateFiles.makeFile("/proc/nowhere/test.db")
        }
        #expect(
            error?.description
                == "cannot make or write /proc/nowhere/test.db: No such file or directory")
        #expect(throws: PrivateFileError.self) { try PrivateFiles.makeFolder("/proc/data") }
    }
}
