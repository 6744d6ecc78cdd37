import Dispatch
import Notifications
import SQLiteStore
import StoreCore
import Synchronization
import TestKit
import Testing
import Time

@Suite struct WriterTests {
    private let folder: TemporaryFolder
    private let options: SQLiteStoreOptions

    init() throws {
        folder = try TemporaryFolder()
        options = SQLiteStoreOptions.fixture(in: folder)
    }

    /// Keeps the writer busy until the gate is opened, so that submissions gather.
    private func hold(_ store: SQLiteStore, until gate: DispatchSemaphore) async {
        await withCheckedContinuation { continuation in
            store.submit([Submission(.setMerchant(SetMerchant(merchant: Fixtures.merchant)))]) {
                _ in
                continuation.resume()
                gate.wait()
            }
        }
    }

    private func named(_ name: String) -> Command {
        var merchant = Fixtures.merchant
        merchant.displayName = name
        return .setMerchant(SetMerchant(merchant: merchant))
    }

    @Test func whatGathersDuringACommitSharesTheNextOneInOrder() async throws {
        try await withStore(options) { store in
            let gate = DispatchSemaphore(value: 0)
            await hold(store, until: gate)
            let order = Mutex<[Int]>([])
            for index in 0..<300 {
                store.submit([Submission(named("merchant \(index)"))]) { results in
                    guard case .success? = results.first else { return }
                    order.withLock { $0.append(index) }
                }
            }
            gate.signal()
            _ = try await store.carryOut(named("last"))
            #expect(order.withLock { $0 } == Array(0..<300))
            #expect(store.health.commits <= 3)
            let merchant = try await store.merchant(Fixtures.merchant.id)
            #expect(merchant?.displayName == "last")
        }
    }

    @Test(arguments: [false, true])
    func whoBringsMuchIsWaitedForByOneTurn(isSlow: Bool) async throws {
        var options = options
        // Room for a turn and for the others; or each command takes longer than a turn may.
        options.commandsPerCommitMax = isSlow ? 1_000 : 74
        if isSlow { (options.turnTimeMax, options.commitTimeMax) = (.zero, .zero) }
        try await withStore(options) { store in
            let gate = DispatchSemaphore(value: 0)
            await hold(store, until: gate)
            let order = Mutex<[String]>([])
            let commits = store.health.commits
            let much = Atomic<Int>(0)
            store.submit((0..<200).map { Submission(named("much \($0)")) }) { results in
                much.store(results.count { $0.isSuccess }, ordering: .relaxed)
                order.withLock { $0.append("much") }
            }
            for index in 0..<10 {
                store.submit([Submission(named("little \(index)"))]) { _ in
                    order.withLock { $0.append("little") }
                }
            }
            gate.signal()
            while order.withLock(\.count) < 11 { await Task.yield() }
            #expect(order.withLock { $0 } == Array(repeating: "little", count: 10) + ["much"])
            #expect(much.load(ordering: .relaxed) == 200)
            #expect(store.health.commits - commits >= (isSlow ? 200 : 3))
        }
    }

    @Test func anIdleWriterCommitsEachCommandAtOnce() async throws {
        try await withStore(options) { store in
            for index in 0..<5 { _ = try await store.carryOut(named("merchant \(index)")) }
            #expect(store.health.commits == 5)
        }
    }

    @Test func aSubmissionThatSpansCommitsIsAnsweredOnceInOrder() async throws {
        var options = options
        options.commandsPerCommitMax = 10
        try await withStore(options) { store in
            let calls = Atomic<Int>(0)
            let results = await withCheckedContinuation { continuation in
                store.submit((0..<95).map { Submission(named("merchant \($0)")) }) { results in
                    calls.add(1, ordering: .relaxed)
                    continuation.resume(returning: results)
                }
            }
            let names = results.map { result in
                if case .success(.merchant(let merchant)) = result {
                    merchant.displayName
                } else {
                    ""
                }
            }
            #expect(names == (0..<95).map { "merchant \($0)" })
            #expect(calls.load(ordering: .relaxed) == 1)
            #expect(store.health.commits == 10)
        }
    }

    @Test func anEmptySubmissionIsAnswered() async throws {
        try await withStore(options) { store in
            let results = await withCheckedContinuation { continuation in
                store.submit([]) { continuation.resume(returning: $0) }
            }
            #expect(results == [])
        }
    }

    @Test func aRefusedCommandLeavesItsNeighboursInTheBatchAlone() async throws {
        try await withStore(options) { store in
            try await store.prepare()
            var stranger = Fixtures.enable()
            stranger.merchant = MerchantID(rawValue: "stranger")
            var local = Fixtures.enable(phone: "0123")
            local.session = SessionID(rawValue: "session-2")
            let commands: [Command] = [
                .enableNotifications(Fixtures.enable()), .enableNotifications(stranger),
                .enableNotifications(local), .notifyStateChange(Fixtures.change(to: .paid)),
            ]
            let results = await withCheckedContinuation { continuation in
                store.submit(commands.map { Submission($0) }) { continuation.resume(returning: $0) }
            }
            #expect(results.map(\.isSuccess) == [true, false, false, true])
            #expect(results[1] == .failure(.refused(.notFound(.merchant))))
            let timeline = try await store.timeline()
            #expect(timeline.notifications.map(\.notification.state) == [.paid])
            let missing = try await store.timeline(
                of: local.session, merchant: Fixtures.merchant.id)
            guard case .missing(.session) = missing else {
                Issue.record("a refused command stored its session")
                return
            }
        }
    }

    @Test func dropsACommandWhoseDeadlinePassed() async throws {
        try await withStore(options) { store in
            try await store.prepare()
            let late = Submission(named("too late"), deadline: .now - .milliseconds(1))
            let early = Submission(
                .enableNotifications(Fixtures.enable()), deadline: .now + .seconds(3_600))
            let results = await withCheckedContinuation { continuation in
                store.submit([late, early]) { continuation.resume(returning: $0) }
            }
            #expect(results[0] == .failure(.deadlinePassed))
            #expect(results[1].isSuccess)
            let merchant = try await store.merchant(Fixtures.merchant.id)
            #expect(merchant?.displayName == Fixtures.merchant.displayName)
        }
    }

    @Test func tellsTheObserverBeforeTheAnswers() async throws {
        try await withStore(options) { store in
            try await store.prepare()
            try await store.enable()
            let observer = RecordingObserver()
            store.observe(observer)
            let heardBefore = Mutex<Int?>(nil)
            await withCheckedContinuation { continuation in
                store.submit([Submission(.notifyStateChange(Fixtures.change(to: .paid)))]) { _ in
                    heardBefore.withLock { $0 = observer.events.count }
                    continuation.resume()
                }
            }
            #expect(heardBefore.withLock { $0 } == 1)
            let created = try #require(try await store.timeline().notifications.first)
            #expect(observer.due == [created.notification.id])
        }
    }

    @Test func checkpointsKeepTheLogBounded() async throws {
        var options = options
        options.checkpointPages = 50
        try await withStore(options) { store in
            try await store.prepare()
            for index in 0..<200 { try await store.enable("session-\(index)") }
            _ = try await store.carryOut(named("last"))
            // It begins above 50; 150 more pages, and the writer waits for the pass.
            #expect(store.logPages < 250)
            #expect(folder.size(of: "paynotify.db-wal") < 250 * 4_200)
        }
    }
}

extension WriterTests {
    /// A pass that reads the log's index while a commit changes it is turned away.
    @Test func passesOverTheLogNeverStopTheWriting() async throws {
        var options = options
        options.checkpointPages = 1
        options.commandsPerCommitMax = 1
        try await withStore(options) { store in
            let results = await withCheckedContinuation { continuation in
                store.submit((0..<1_500).map { Submission(named("merchant \($0)")) }) {
                    continuation.resume(returning: $0)
                }
            }
            #expect(results.allSatisfy { $0.isSuccess })
            #expect(store.health.writing == .open)
            #expect(store.logPages < 1_000)
        }
    }
}
