import EventLoop
import Foundation
import Notifications
import SQLite
import StoreCore
import Synchronization
import TestKit
import Testing
import Time

@testable import SQLiteStore

/// A database whose files are removed or replaced takes no calls any more.
@Suite struct FileWatchTests {
    private let folder: TemporaryFolder
    private let clock = SteppedLoopClock()

    init() throws { folder = try TemporaryFolder() }

    /// What somebody does to the files while they are open.
    enum Misdeed: String, CaseIterable {
        case removesTheDatabase
        case replacesTheDatabase
        case removesTheLog
        case movesTheFolder

        /// Gives the path that is said to be gone.
        func happens(in folder: TemporaryFolder) throws -> String {
            let files = FileManager.default
            let path = folder.path("paynotify.db")
            switch self {
            case .removesTheDatabase: try files.removeItem(atPath: path)
            case .replacesTheDatabase:
                try files.copyItem(atPath: path, toPath: path + ".copy")
                try files.removeItem(atPath: path)
                try files.moveItem(atPath: path + ".copy", toPath: path)
            case .removesTheLog:
                try files.removeItem(atPath: path + "-wal")
                return path + "-wal"
            case .movesTheFolder:
                try files.moveItem(atPath: folder.path, toPath: folder.path + ".old")
            }
            return path
        }
    }

    /// A clock whose alarms never ring.
    private struct SilentClock: LoopClock {
        let clock: SteppedLoopClock
        private let stopped = SteppedLoopClock()

        init(_ clock: SteppedLoopClock) { self.clock = clock }

        var now: Moment { clock.now }

        func makeAlarm(
            on queue: DispatchQueue, fire: @escaping @Sendable () -> Void
        ) -> any Alarm {
            stopped.makeAlarm(on: queue, fire: fire)
        }
    }

    private final class FatalErrors: Sendable {
        private let errors = Mutex<[SQLiteStoreError]>([])

        func add(_ error: SQLiteStoreError) { errors.withLock { $0.append(error) } }

        var all: [SQLiteStoreError] { errors.withLock { $0 } }
    }

    /// Opens a store that is not checked after it is closed: there is nothing left to check.
    private func withLostStore(
        clock: any LoopClock, onFatal: @escaping @Sendable (SQLiteStoreError) -> Void = { _ in },
        _ body: (SQLiteStore) async throws -> Void
    ) async throws {
        var options = SQLiteStoreOptions.fixture(in: folder)
        options.deadlineClock = clock
        let store = try SQLiteStore(options, onFatal: onFatal)
        do {
            try await store.prepare()
            try await store.enable()
            try await body(store)
        } catch {
            try? await store.close()
            throw error
        }
        try? await store.close()
    }

    private func waitUntil(_ isTrue: () -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while !isTrue(), ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(2))
        }
        #expect(isTrue())
    }

    @Test(arguments: Misdeed.allCases)
    func theLookOfASecondEndsTheWriting(misdeed: Misdeed) async throws {
        let fatal = FatalErrors()
        try await withLostStore(clock: clock, onFatal: { fatal.add($0) }) { store in
            #expect(store.health.writing == .open)
            let path = try misdeed.happens(in: folder)
            clock.advance(by: .seconds(1))
            try await waitUntil { !fatal.all.isEmpty }
            #expect(store.health.writing == .broken)
            let error = try #require(fatal.all.first).description
            #expect(error.hasPrefix("cannot find the open file \(path): "))
            let result = await store.perform(.notifyStateChange(Fixtures.change(to: .paid)))
            #expect(result == .failure(.unavailable))
            clock.advance(by: .seconds(5))
            _ = await store.perform(.notifyStateChange(Fixtures.change(to: .paid)))
            #expect(fatal.all.count == 1)
        }
        try? FileManager.default.removeItem(atPath: folder.path + ".old")
    }

    @Test(arguments: Misdeed.allCases)
    func whoIsAboutToAnswerLooksIfNobodyDidForASecond(misdeed: Misdeed) async throws {
        let fatal = FatalErrors()
        try await withLostStore(clock: SilentClock(clock), onFatal: { fatal.add($0) }) { store in
            _ = try misdeed.happens(in: folder)
            clock.advance(by: .seconds(1))
            let result = await store.perform(.notifyStateChange(Fixtures.change(to: .paid)))
            #expect(result == .failure(.outcomeUnknown))
            #expect(store.health.writing == .broken)
            let next = await store.perform(.notifyStateChange(Fixtures.change(to: .failed)))
            #expect(next == .failure(.unavailable))
            #expect(fatal.all.count == 1)
        }
        try? FileManager.default.removeItem(atPath: folder.path + ".old")
    }

    @Test func noQuestionIsAnsweredFromAFileThatIsGone() async throws {
        try await withLostStore(clock: SilentClock(clock)) { store in
            _ = try Misdeed.removesTheDatabase.happens(in: folder)
            clock.advance(by: .seconds(1))
            await #expect(throws: StoreFailure.self) { try await store.timeline() }
        }
    }

    @Test func filesThatStayAreServedOverCheckpointsAndNewBeginningsOfTheLog() async throws {
        var options = SQLiteStoreOptions.fixture(in: folder)
        options.deadlineClock = clock
        options.checkpointPages = 20
        try await withStore(options) { store in
            try await store.prepare()
            for session in 0..<60 {
                clock.advance(by: .seconds(1))
                try await store.enable("session-\(session)")
            }
            #expect(store.health.writing == .open)
        }
    }

    @Test func whoClosesTheStoreLooksALastTime() async throws {
        let fatal = FatalErrors()
        try await withLostStore(clock: clock, onFatal: { fatal.add($0) }) { _ in
            _ = try Misdeed.replacesTheDatabase.happens(in: folder)
        }
        #expect(fatal.all.count == 1)
    }

    @Test func aClosedStoreDoesNotMissItsLog() async throws {
        var options = SQLiteStoreOptions.fixture(in: folder)
        options.deadlineClock = clock
        let store = try SQLiteStore(options, onFatal: { _ in })
        try await store.close()
        clock.advance(by: .seconds(5))
        let result = await store.perform(.notifyStateChange(Fixtures.change(to: .paid)))
        #expect(result == .failure(.unavailable))
        #expect(store.health.writing == .closed)
    }
}
