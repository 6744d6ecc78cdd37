import Dispatch
import Notifications
import SQLite
import StoreCore
import Synchronization
import TestKit
import Testing

@testable import SQLiteStore

/// What is told and shown waits for the sync that makes it durable.
@Suite struct LogSyncTests {
    private let folder: TemporaryFolder
    private let options: SQLiteStoreOptions

    init() throws {
        folder = try TemporaryFolder()
        options = SQLiteStoreOptions.fixture(in: folder)
    }

    private func named(_ name: String) -> Submission {
        var merchant = Fixtures.merchant
        merchant.displayName = name
        return Submission(.setMerchant(SetMerchant(merchant: merchant)))
    }

    private func submit(
        _ submissions: [Submission], to store: SQLiteStore
    ) async -> [CommandResult] {
        await withCheckedContinuation { continuation in
            store.submit(submissions) { continuation.resume(returning: $0) }
        }
    }

    /// Counts syncs, shows each to a closure, and makes them fail from when it is told to.
    private final class Syncs: Sendable {
        private let calls = Atomic<Int>(0)
        private let fails = Atomic<Bool>(false)
        private let show = Mutex<(@Sendable () -> Void)?>(nil)

        var count: Int { calls.load(ordering: .sequentiallyConsistent) }

        func fail() { fails.store(true, ordering: .sequentiallyConsistent) }

        func onEach(_ show: @escaping @Sendable () -> Void) {
            self.show.withLock { $0 = show }
        }

        /// Stands in ``SQLiteStoreOptions/syncFault``.
        func begin() -> Bool {
            calls.add(1, ordering: .sequentiallyConsistent)
            show.withLock { $0 }?()
            return fails.load(ordering: .sequentiallyConsistent)
        }
    }

    private func options(with syncs: Syncs) -> SQLiteStoreOptions {
        var options = options
        options.syncFault = { syncs.begin() }
        return options
    }

    @Test func nothingIsAnsweredToldOrCountedBeforeItsSync() async throws {
        let syncs = Syncs()
        try await withStore(options(with: syncs)) { store in
            try await store.prepare()
            try await store.enable()
            let observer = RecordingObserver()
            store.observe(observer)
            let commits = store.health.commits
            let answers = Atomic<Int>(0)
            let before = Mutex<[Int]>([])
            syncs.onEach {
                before.withLock {
                    $0 = [
                        answers.load(ordering: .relaxed), observer.events.count,
                        store.health.commits - commits,
                    ]
                }
            }
            await withCheckedContinuation { continuation in
                store.submit([Submission(.notifyStateChange(Fixtures.change(to: .paid)))]) { _ in
                    answers.add(1, ordering: .relaxed)
                    continuation.resume()
                }
            }
            #expect(before.withLock { $0 } == [0, 0, 0])
            #expect(store.health.commits == commits + 1)
        }
    }

    @Test func commitsThatEndDuringASyncShareTheNextOne() async throws {
        let syncs = Syncs()
        let isSyncing = DispatchSemaphore(value: 0)
        let gate = DispatchSemaphore(value: 0)
        let commits = Atomic<Int>(0)
        var options = options(with: syncs)
        options.commandsPerCommitMax = 10
        options.commitFault = {
            switch commits.add(1, ordering: .relaxed).newValue {
            case 2: isSyncing.wait()
            // Eight are written.
            case 9: gate.signal()
            default: break
            }
            return nil
        }
        try await withStore(options) { store in
            syncs.onEach {
                guard syncs.count == 1 else { return }
                isSyncing.signal()
                gate.wait()
            }
            let results = await submit((0..<90).map { named("merchant \($0)") }, to: store)
            #expect(results.allSatisfy { $0.isSuccess })
            #expect(store.health.commits == 9)
            // The first, those that ended during its sync, and perhaps the last alone.
            #expect((2...3).contains(syncs.count))
        }
    }

    @Test func aReadShowsNothingThatIsNotDurable() async throws {
        let syncs = Syncs()
        try await withStore(options(with: syncs)) { store in
            _ = await submit([named("old")], to: store)
            let gate = DispatchSemaphore(value: 0)
            let isWritten = DispatchSemaphore(value: 0)
            let isSyncing = Atomic<Bool>(false)
            syncs.onEach {
                isWritten.signal()
                gate.wait()
                isSyncing.store(true, ordering: .sequentiallyConsistent)
            }
            store.submit([named("new")]) { _ in }
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    isWritten.wait()
                    continuation.resume()
                }
            }
            let name = try await store.read { tables throws(SQLiteError) in
                let merchant = try tables.merchants.find(Fixtures.merchant.id)?.merchant
                // A read that did not wait would be back by then.
                DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(20)) {
                    gate.signal()
                }
                return merchant?.displayName
            }
            #expect(name == "new")
            let wasSyncing = isSyncing.load(ordering: .sequentiallyConsistent)
            #expect(wasSyncing)
            syncs.onEach {}
        }
    }

    @Test func aFailedSyncLeavesAllBehindItUnknownAndEndsTheWriting() async throws {
        let syncs = Syncs()
        let fatal = Mutex<[SQLiteStoreError]>([])
        var options = options(with: syncs)
        options.commandsPerCommitMax = 2
        try await withStore(options, onFatal: { error in fatal.withLock { $0.append(error) } }) {
            store in
            try await store.prepare()
            syncs.fail()
            var stranger = Fixtures.enable()
            stranger.merchant = MerchantID(rawValue: "stranger")
            let results = await submit(
                [named("one"), Submission(.enableNotifications(stranger))], to: store)
            #expect(results == [.failure(.outcomeUnknown), .failure(.outcomeUnknown)])
            #expect(store.health.writing == .broken)
            #expect(await submit([named("two")], to: store) == [.failure(.unavailable)])
            await #expect(throws: StoreFailure.self) {
                _ = try await store.merchant(Fixtures.merchant.id)
            }
            #expect(fatal.withLock { $0.count } == 1)
        }
    }

    @Test func noCommandOfACallerSurvivesASyncThatFailedBeforeItsLast() async throws {
        let syncs = Syncs()
        var options = options(with: syncs)
        options.commandsPerCommitMax = 10
        try await withStore(options) { store in
            let commits = store.health.commits
            syncs.fail()
            let results = await submit((0..<200).map { named("merchant \($0)") }, to: store)
            #expect(results.first == .failure(.outcomeUnknown))
            #expect(results.allSatisfy { !$0.isSuccess })
            #expect(store.health.commits == commits)
        }
    }

    @Test func whatWroteNothingIsNotSynced() async throws {
        let syncs = Syncs()
        try await withStore(options(with: syncs)) { store in
            try await store.prepare()
            let before = syncs.count
            var stranger = Fixtures.enable()
            stranger.merchant = MerchantID(rawValue: "stranger")
            let results = await submit([Submission(.enableNotifications(stranger))], to: store)
            #expect(results == [.failure(.refused(.notFound(.merchant)))])
            #expect(syncs.count == before)
        }
    }
}
