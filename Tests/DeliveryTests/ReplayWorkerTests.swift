import Logging
import SQLiteStore
import StoreCore
import TestKit
import Testing

@testable import Delivery
@testable import Notifications

/// The worker on the real store.
@Suite(.timeLimit(.minutes(1)))
struct ReplayWorkerTests {
    private let clock = SteppedClock()
    private let actor = ActorName(rawValue: "mona")
    private let folder: TemporaryFolder
    private let options: SQLiteStoreOptions

    init() throws {
        folder = try TemporaryFolder()
        options = .fixture(in: folder, clock: SteppedWallClock(clock: clock))
    }

    @Test func takesAStepASecondUntilTheEnd() async throws {
        try await withStore(options) { store in
            try await prepare(1...1, in: store)
            try await begin(expecting: 1, in: store)
            try await withWorker(of: store) {
                // From then on the worker has nothing to do, and looks when it hears of a replay.
                try await until(store) { $0.first?.status == .finished }
                try await prepare(2...6, in: store)
                try await begin(expecting: 5, in: store)
                for resent in [2, 4] {
                    try await until(store) { $0.first?.resent == resent }
                    await clock.step(sleepers: 1)
                }
                try await until(store) { $0.first?.status == .finished }
            }
            let end = try await replays(store).first
            #expect(end?.resent == 5 && end?.skipped == 0)
            #expect(clock.now.offset == .seconds(2))
        }
    }

    @Test func goesOnAfterARestart() async throws {
        try await withStore(options) { store in
            try await prepare(1...3, in: store)
            try await begin(expecting: 3, in: store)
            try await withWorker(of: store) {
                try await until(store) { $0.first?.resent == 2 }
            }
        }
        clock.advance(by: .seconds(60))
        try await withStore(options) { store in
            try await withWorker(of: store) {
                try await until(store) { $0.first?.status == .finished }
            }
            let end = try await replays(store).first
            #expect(end?.resent == 3)
        }
    }

    /// Runs a worker beside the body.
    private func withWorker(
        of store: any Store, _ body: () async throws -> Void
    ) async throws {
        let worker = ReplayWorker(
            store: store, wallClock: SteppedWallClock(clock: clock), clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        store.observe(worker)
        let run = Task { await worker.run() }
        defer { run.cancel() }
        try await body()
        run.cancel()
        await run.value
    }

    /// Sessions whose one notification Meta refused for good.
    private func prepare(_ numbers: ClosedRange<Int>, in store: any Store) async throws {
        try await store.prepare()
        for number in numbers {
            try await store.enable("s-\(number)")
            let id = try #require(
                try await store.notify(.paid, session: "s-\(number)").notification)
            let message = try await store.arm(id)
            try await store.report(
                .refused(code: 131_026, .stopRecipient, detail: "no"), of: message)
        }
    }

    private func begin(expecting count: Int, in store: any Store) async throws {
        _ = try await store.carryOut(
            .startReplay(
                StartReplay(
                    merchant: Fixtures.merchant.id, filter: ReplayFilter(statuses: [.dead]),
                    rate: 2, isDryRun: false, expectedCount: count, actor: actor)))
    }

    private func replays(_ store: any Store) async throws -> [Replay] {
        let query = PageQuery(merchant: Fixtures.merchant.id, before: nil, limit: 5)
        return try #require(try await store.replays(query)).replays
    }

    private func until(
        _ store: any Store, _ isReached: ([Replay]) -> Bool
    ) async throws {
        while try await !isReached(replays(store)) {
            try Task.checkCancellation()
            await Task.yield()
        }
    }
}
