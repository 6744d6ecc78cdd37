import EventLoop
import Notifications
import SQLite
import SQLiteStore
import StoreCore
import TestKit
import Testing

@Suite struct OpeningTests {
    private let folder: TemporaryFolder
    private let options: SQLiteStoreOptions

    init() throws {
        folder = try TemporaryFolder()
        options = SQLiteStoreOptions.fixture(in: folder)
    }

    @Test func opensAnEmptyFolderAndAgain() async throws {
        for boot in 1...3 as ClosedRange<Int64> {
            try await withStore(options) { store in
                #expect(store.health.writing == .open)
                #expect(store.boot == boot)
            }
        }
    }

    @Test func refusesASecondDaemonThatComesByALink() async throws {
        try await withStore(options) { _ in
            try folder.link("other.db", to: "paynotify.db", isSymbolic: true)
            var second = options
            second.path = folder.path("other.db")
            let error = #expect(throws: SQLiteStoreError.self) { try SQLiteStore(second) { _ in } }
            guard case .locked(.heldByAnother) = error else {
                Issue.record("not the lock's refusal: \(String(describing: error))")
                return
            }
        }
    }

    @Test func makesItsFolderAndItsFilesForTheOwnerAlone() async throws {
        var options = options
        options.path = folder.path("data/paynotify.db")
        try await withStore(options) { store in
            try await store.prepare()
            #expect(try folder.mode(of: "data") == 0o700)
            for file in ["paynotify.db", "paynotify.db-wal", "paynotify.db.lock"] {
                #expect(try folder.mode(of: "data/\(file)") == 0o600, "\(file)")
            }
        }
    }

    @Test func refusesASecondDaemonOnTheSameFile() async throws {
        try await withStore(options) { store in
            let error = #expect(throws: SQLiteStoreError.self) {
                try SQLiteStore(options, onFatal: { _ in })
            }
            #expect(error == .locked(.heldByAnother(path: options.path + ".lock")))
            #expect(error?.description.contains(options.path) == true)
            try await store.prepare()
        }
        try await withStore(options) { _ in }
    }

    @Test func refusesAFileOfALaterVersion() async throws {
        try await withStore(options) { _ in }
        let connection = try Connection(path: options.path, access: .readWrite)
        try connection.execute("PRAGMA user_version = 999")
        try connection.close()
        let error = #expect(throws: SQLiteStoreError.self) {
            try SQLiteStore(options, onFatal: { _ in })
        }
        #expect(error == .migration(.newer(path: options.path, found: 999, known: 11)))
    }

    @Test(arguments: ["/proc/paynotify.db", "/proc/data/paynotify.db"])
    func saysThatAFolderCannotBeWritten(path: String) throws {
        var options = options
        options.path = path
        let error = #expect(throws: SQLiteStoreError.self) {
            try SQLiteStore(options, onFatal: { _ in })
        }
        #expect(error?.description.contains("/proc/") == true)
    }

    @Test func refusesAFileThatIsNoDatabase() throws {
        try PrivateFiles.makeFile(options.path)
        try folder.write(String(repeating: "not a database ", count: 500), to: "paynotify.db")
        let error = #expect(throws: SQLiteStoreError.self) {
            try SQLiteStore(options, onFatal: { _ in })
        }
        #expect(error?.description.contains("SQLITE_NOTADB") == true)
    }

    @Test func aCleanEndLeavesAnEmptyLog() async throws {
        try await withStore(options) { store in
            try await store.prepare()
            #expect(folder.size(of: "paynotify.db-wal") > 0)
        }
        #expect(folder.size(of: "paynotify.db-wal") == 0)
    }

    @Test func writesTheLogAtEachCommitAndChecksReferences() async throws {
        try await withStore(options) { store in
            try await store.prepare()
            let reader = try Connection(path: options.path, access: .queryOnly)
            #expect(try reader.pragma("journal_mode") == "wal")
            let tables = try Statement(
                reader, "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0")
            #expect(try tables.all { $0.text() }.allSatisfy { $0.hasPrefix("sqlite_") })
        }
    }

    @Test func answersUnavailableAfterItsEnd() async throws {
        let store = try SQLiteStore(options, onFatal: { _ in })
        try await store.close()
        let result = await store.perform(.setMerchant(SetMerchant(merchant: Fixtures.merchant)))
        #expect(result == .failure(.unavailable))
        #expect(store.health.writing == .closed)
        await #expect(throws: StoreFailure.self) {
            _ = try await store.merchant(Fixtures.merchant.id)
        }
    }
}
