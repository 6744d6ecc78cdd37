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
}
