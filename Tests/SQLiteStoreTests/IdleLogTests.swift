import Notifications
import SQLite
import StoreCore
import TestKit
import Testing

@testable import SQLiteStore

/// What was acknowledged is in the file itself soon after nothing more comes.
@Suite struct IdleLogTests {
    private let folder: TemporaryFolder
    private let clock = SteppedLoopClock()

    init() throws { folder = try TemporaryFolder() }

    private var options: SQLiteStoreOptions {
        var options = SQLiteStoreOptions.fixture(in: folder)
        options.deadlineClock = clock
        return options
    }

    private func waitUntil(_ isTrue: () -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while !isTrue(), ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(2))
        }
        #expect(isTrue())
    }

    /// The sessions in a copy of the file, without its log; throws while the file is written to.
    private func sessionsInTheFileAlone() throws -> Int64 {
        let copy = try TemporaryFolder()
        try folder.copy(["paynotify.db"], to: copy)
        let connection = try Connection(path: copy.path("paynotify.db"), access: .queryOnly)
        defer { try? connection.close() }
        guard try connection.schemaVersion() > 0 else { return 0 }
        let count = try Statement(connection, "SELECT count(*) FROM sessions")
        return try count.first { $0.integer() } ?? 0
    }

    @Test func aLogThatWasLeftAloneForHalfAMinuteIsMoved() async throws {
        try await withStore(options) { store in
            try await store.prepare()
            for session in 0..<5 { try await store.enable("session-\(session)") }
            #expect(try sessionsInTheFileAlone() == 0)
            clock.advance(by: .seconds(30))
            try await waitUntil { (try? sessionsInTheFileAlone()) == 5 }

            // And again after the next call, in a log that started again.
            try await store.enable("session-5")
            #expect(store.logPages < 100)
            clock.advance(by: .seconds(30))
            try await waitUntil { (try? sessionsInTheFileAlone()) == 6 }
            #expect(store.health.writing == .open)
        }
    }

    @Test func whatAReaderHoldsBackIsToldOfAndMovedWhenItHasLetGo() async throws {
        let log = RecordingLog()
        var options = options
        options.logger = log.logger
        try await withStore(options) { store in
            try await store.prepare()
            let reader = try Connection(path: options.path, access: .queryOnly)
            try reader.execute("BEGIN")
            _ = try reader.schemaVersion()
            try await store.enable("session-0")
            let before = folder.size(of: "paynotify.db")
            clock.advance(by: .seconds(30))
            try await waitUntil { folder.size(of: "paynotify.db") > before }
            #expect(!log.lines.contains { $0.contains("a reader holds") })
            clock.advance(by: .seconds(30))
            try await waitUntil {
                log.lines.contains { $0.hasPrefix("warning: a reader holds the write-ahead log") }
            }
            try reader.execute("COMMIT")
            try reader.close()
            clock.advance(by: .seconds(30))
            try await waitUntil { (try? sessionsInTheFileAlone()) == 1 }
        }
    }
}
