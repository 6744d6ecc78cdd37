import SQLite
import TestKit
import Testing

@testable import SQLiteStore

@Suite struct CheckpointerTests {
    @Test func movesTheLogBesideAWriterInItsTransaction() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("paynotify.db")
        let writer = try Connection(path: path, access: .readWrite)
        try writer.execute("PRAGMA journal_mode = WAL")
        try writer.execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY) STRICT")
        let pages = writer.logPages
        let checkpointer = try Checkpointer(path: path)
        try writer.execute("BEGIN IMMEDIATE")
        try writer.execute("INSERT INTO numbers VALUES (1)")
        let pass = await withCheckedContinuation { continuation in
            checkpointer.start { continuation.resume(returning: $0) }
        }
        #expect(
            pass.progress == .success(CheckpointProgress(logPages: pages, movedPages: pages)))
        try writer.execute("COMMIT")
        #expect(folder.size(of: "paynotify.db") > 0)
        try await checkpointer.close()
        try writer.close()
    }

    @Test func stopsWhereAReaderNeedsTheLog() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("paynotify.db")
        let writer = try Connection(path: path, access: .readWrite)
        try writer.execute("PRAGMA journal_mode = WAL")
        try writer.execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY) STRICT")
        let reader = try Connection(path: path, access: .queryOnly)
        try reader.execute("BEGIN")
        _ = try reader.schemaVersion()
        let seen = writer.logPages
        try writer.execute("INSERT INTO numbers VALUES (1)")
        let checkpointer = try Checkpointer(path: path)
        let pass = await withCheckedContinuation { continuation in
            checkpointer.start { continuation.resume(returning: $0) }
        }
        #expect(
            pass.progress
                == .success(CheckpointProgress(logPages: writer.logPages, movedPages: seen)))
        try await checkpointer.close()
        try reader.close()
        try writer.close()
    }
}
