import Foundation
import Notifications
import SQLite
import SQLiteStore
import StoreCore
import Synchronization
import TestKit
import Testing

@Suite struct FailureTests {
    private let folder: TemporaryFolder
    private let options: SQLiteStoreOptions
    private let fatal = FatalErrors()

    init() throws {
        folder = try TemporaryFolder()
        options = SQLiteStoreOptions.fixture(in: folder)
    }

    /// Fails commits with the fault while it is set.
    private final class Switch: Sendable {
        private let fault = Mutex<CommitFault?>(nil)

        func set(_ fault: CommitFault?) { self.fault.withLock { $0 = fault } }

        var current: CommitFault? { fault.withLock { $0 } }
    }

    private final class FatalErrors: Sendable {
        private let errors = Mutex<[SQLiteStoreError]>([])

        func add(_ error: SQLiteStoreError) { errors.withLock { $0.append(error) } }

        var all: [SQLiteStoreError] { errors.withLock { $0 } }
    }

    @Test(arguments: [
        (CommitFault.inputOutputError, []), (.inputOutputErrorAfterCommit, [PaymentState.paid]),
    ])
    func aFailedCommitLeavesItsBatchUnknownAndEndsTheWriting(
        fault: CommitFault, durable: [PaymentState]
    ) async throws {
        let faults = Switch()
        var options = options
        options.commitFault = { faults.current }
        try await withStore(options, onFatal: { [fatal] in fatal.add($0) }) { store in
            try await store.prepare()
            try await store.enable()
            faults.set(fault)
            let batch: [Command] = [
                .notifyStateChange(Fixtures.change(to: .paid)),
                .setMerchant(.init(merchant: Fixtures.merchant)),
            ]
            let results = await withCheckedContinuation { continuation in
                store.submit(batch.map { Submission($0) }) { continuation.resume(returning: $0) }
            }
            #expect(results == [.failure(.outcomeUnknown), .failure(.outcomeUnknown)])
            #expect(store.health.writing == .broken)
            faults.set(nil)
            let next = await store.perform(.notifyStateChange(Fixtures.change(to: .failed)))
            #expect(next == .failure(.unavailable))
            #expect(fatal.all.count == 1)
        }
        options.commitFault = nil
        try await withStore(options) { store in
            #expect(try await store.timeline().stateChanges.map(\.state) == durable)
            let decision = try await store.notify(.paid)
            #expect(decision.outcome == .queued)
            #expect(try await store.timeline().notifications.count == 1)
        }
    }

    @Test func aFileThatCannotBeReadIsToldOfOnceAMinute() async throws {
        try await withStore(options) { store in
            try await store.prepare()
            try await store.enable()
        }
        let log = RecordingLog()
        var options = options
        options.logger = log.logger
        let url = URL(filePath: options.path)
        let whole = try Data(contentsOf: url)
        try await withStore(options) { store in
            let file = try FileHandle(forUpdating: url)
            try file.truncate(atOffset: 4_096)
            for _ in 0..<3 {
                await #expect(throws: StoreFailure.self) { try await store.timeline() }
            }
            let problem = try #require(store.health.readingProblem)
            #expect(problem.hasPrefix("the database cannot be read: "))
            #expect(log.lines.count { $0.contains("the database cannot be read") } == 1)

            // So that the store can be closed.
            try file.seek(toOffset: 0)
            try file.write(contentsOf: whole)
        }
    }

    /// Options of a database that has room for a few pages more than the tenant takes.
    private func nearlyFull(pausing pause: Duration) async throws -> SQLiteStoreOptions {
        try await withStore(options) { try await $0.prepare() }
        let connection = try Connection(path: options.path, access: .queryOnly)
        let pages = try #require(try connection.pragma("page_count").flatMap { Int($0) })
        try connection.close()
        var options = options
        options.databasePagesMax = pages + 2
        options.pauseWhenFull = pause
        return options
    }

    /// Enables sessions until one cannot be; gives those that were, and the other's result.
    private func fill(_ store: SQLiteStore) async -> (stored: [String], result: CommandResult) {
        var stored: [String] = []
        for index in 0..<2_000 {
            var command = Fixtures.enable()
            command.session = SessionID(rawValue: "session-\(index)")
            let result = await store.perform(.enableNotifications(command))
            guard result.isSuccess else { return (stored, result) }
            stored.append(command.session.rawValue)
        }
        return (stored, .failure(.unavailable))
    }

    @Test func aFullDiskPausesTheWritingAndTheDaemonStays() async throws {
        let options = try await nearlyFull(pausing: .milliseconds(20))
        try await withStore(options, onFatal: { [fatal] in fatal.add($0) }) { store in
            let (stored, result) = await fill(store)
            #expect(result == .failure(.unavailable))
            #expect(fatal.all.isEmpty)
            #expect(store.health.writing != .broken)
            for session in [stored.first, stored.last].compactMap({ $0 }) {
                #expect(try await store.timeline(session).session.id.rawValue == session)
            }
            #expect(!stored.isEmpty)
            try await waitUntilOpen(store)
            let again = try #require(stored.last)
            try await store.enable(again)
        }
    }

    @Test func whatWasCarriedOutBeforeTheDiskRanFullIsUnknown() async throws {
        let options = try await nearlyFull(pausing: .seconds(3_600))
        try await withStore(options) { store in
            let commands = (0..<500).map { index in
                var command = Fixtures.enable()
                command.session = SessionID(rawValue: "session-\(index)")
                return Submission(.enableNotifications(command))
            }
            let results = await withCheckedContinuation { continuation in
                store.submit(commands) { continuation.resume(returning: $0) }
            }
            #expect(results.first == .failure(.outcomeUnknown))
            #expect(results.last == .failure(.unavailable))
            #expect(results.count == 500)
        }
    }

    @Test func refusesCommandsAndAnswersQuestionsWhileItPauses() async throws {
        let options = try await nearlyFull(pausing: .seconds(3_600))
        try await withStore(options) { store in
            _ = await fill(store)
            #expect(store.health.writing == .paused)
            #expect(store.health.pauseReason?.contains("disk is full") == true)
            let result = await store.perform(.setMerchant(.init(merchant: Fixtures.merchant)))
            #expect(result == .failure(.unavailable))
            let merchant = try await store.merchant(Fixtures.merchant.id)
            #expect(merchant == Fixtures.merchant)
        }
    }

    @Test func aCommandThatMeetsAnUnreadableRowFailsAloneAndIsLogged() async throws {
        try await withStore(options) { store in
            try await store.prepare()
            for session in ["session-0", "session-1", "session-2", "session-3"] {
                try await store.enable(session)
            }
        }
        let connection = try Connection(path: options.path, access: .readWrite)
        try connection.execute(
            """
            INSERT INTO session_states
              SELECT session, merchant, 'no', 0, 0 FROM sessions WHERE id = 'session-2'
            """)
        try connection.close()
        let log = RecordingLog()
        var options = options
        options.logger = log.logger
        // The second commit carries out one command before the one that fails.
        options.commandsPerCommitMax = 2
        try await withStore(options, verifying: false, onFatal: { [fatal] in fatal.add($0) }) {
            store in
            let observer = RecordingObserver()
            store.observe(observer)
            let commands = [0, 1, 2, 3].map { session in
                var command = Fixtures.change(to: .paid)
                command.session = SessionID(rawValue: "session-\(session)")
                return Submission(.notifyStateChange(command))
            }
            // In the first commit, so that the failing one shares the second.
            let first = [Submission(.notifyStateChange(Fixtures.change(to: .captured)))]
            let results = await withCheckedContinuation { continuation in
                store.submit(first + commands) { continuation.resume(returning: $0) }
            }
            #expect(results.map(\.isSuccess) == [true, true, true, false, true])
            #expect(results[3] == .failure(.unavailable))
            #expect(fatal.all.isEmpty)
            let errors = log.lines.filter { $0.hasPrefix("error: ") }
            #expect(errors.count == 1)
            #expect(errors.first?.contains("a command failed") == true)
            for session in ["session-0", "session-3"] {
                let timeline = try await store.timeline(session)
                #expect(timeline.notifications.count == 1)
                #expect(timeline.stateChanges.count == 1)
            }
            await #expect(throws: StoreFailure.self) { _ = try await store.timeline("session-2") }
            // Counted and told once, though the batch was carried out twice.
            #expect(try await store.counts() == [.pending: 3])
            var created: [NotificationID] = []
            for session in ["session-0", "session-1", "session-3"] {
                created += try await store.timeline(session).notifications.map(\.notification.id)
            }
            #expect(observer.due.sorted { $0.rawValue < $1.rawValue } == created)
        }
    }

    private func waitUntilOpen(_ store: SQLiteStore) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while store.health.writing != .open, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(store.health.writing == .open)
    }
}
