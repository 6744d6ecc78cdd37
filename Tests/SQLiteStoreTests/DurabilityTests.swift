import EventLoop
import SQLite
import TestKit
import Testing

@testable import SQLiteStore

/// What keeps an acknowledged commit through a power failure.
@Suite struct DurabilityTests {
    @Test(arguments: [
        // 1 is NORMAL: checkpoints sync the log and the file, commits are synced by LogSync.
        ("synchronous", "1"), ("journal_mode", "wal"), ("foreign_keys", "0"),
        ("wal_autocheckpoint", "0"),
    ])
    func theWriterKeeps(setting: String, at value: String) throws {
        let folder = try TemporaryFolder()
        var options = SQLiteStoreOptions.fixture(in: folder)
        let lock = try OpenedDatabase.lock(&options)
        let opened = try OpenedDatabase(options)
        #expect(try opened.connection.pragma(setting) == value)
        #expect(lock.path == options.path + ".lock")
    }

    /// NORMAL (1) syncs the log before a checkpoint copies from it: without, a page whose commit is not
    /// durable could reach the file.
    @Test func theCheckpointerSyncsTheLogBeforeItCopies() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("paynotify.db")
        let writer = try Connection(path: path, access: .readWrite)
        try writer.execute("PRAGMA journal_mode = WAL")
        let checkpointer = try Checkpointer(path: path)
        #expect(try await checkpointer.setting("synchronous") == "1")
        try await checkpointer.close()
        try writer.close()
    }
}
