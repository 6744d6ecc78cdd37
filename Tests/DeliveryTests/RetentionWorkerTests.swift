import Logging
import SQLiteStore
import StoreCore
import TestKit
import Testing

@testable import Delivery
@testable import Notifications

/// The worker on the real store.
@Suite(.timeLimit(.minutes(1)))
struct RetentionWorkerTests {
    private let clock = SteppedClock()
    private let metrics = RecordingMetrics()
    private let folder: TemporaryFolder
    private let options: SQLiteStoreOptions

    init() throws {
        folder = try TemporaryFolder()
        options = .fixture(in: folder, clock: SteppedWallClock(clock: clock))
    }

    private var logger: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

    /// Runs a worker beside the body.
    private func withWorker(
        of store: any WorkerStore, keeping policy: RetentionPolicy = RetentionPolicy(),
        _ body: () async throws -> Void
    ) async rethrows {
        let worker = RetentionWorker(
            store: store, policy: policy, wallClock: SteppedWallClock(clock: clock), clock: clock,
            metrics: metrics, logger: logger)
        let run = Task { await worker.run() }
        defer { run.cancel() }
        try await body()
        run.cancel()
        clock.advance(by: .days(1))
        await run.value
    }

    /// Sessions whose message was read.
    private func read(_ numbers: ClosedRange<Int>, in store: any Store) async throws {
        for number in numbers {
            try await store.enable("s-\(number)")
            let message = try await store.armed(.paid, session: "s-\(number)")
            try await store.report(
                .accepted(MessageID(rawValue: "wamid.\(number)"), isHeld: false), of: message)
            try await store.receipt(.read, of: message)
        }
    }

    private func forgotten(_ what: String) -> Int64 {
        metrics.total("paynotify_forgotten_total{what=\(what)}")
    }

    @Test func forgetsEachThingWhenItsDaysAreOver() async throws {
        try await withStore(options) { store in
            try await store.prepare()
            try await read(1...40, in: store)
            await withWorker(of: store) {
                await clock.untilAsleep()
                #expect(forgotten("texts") == 0)
                let steps = [(30, "texts"), (150, "people"), (220, "sessions")]
                for (days, what) in steps {
                    clock.advance(by: .days(days))
                    while forgotten(what) < 40 {
                        await clock.untilAsleep()
                        await clock.step(sleepers: 1)
                    }
                }
            }
            #expect(forgotten("texts") == 40)
            #expect(forgotten("people") == 40)
            #expect(forgotten("sessions") == 40)
            #expect(try await store.figures().removed == [.read: 40])
        }
    }

    @Test func restsAfterEachStepAndTriesAgainLaterWhenTheStoreDoesNotAnswer() async throws {
        let store = BusyStore()
        await withWorker(of: store) {
            await clock.untilAsleep()
            #expect(store.steps == 1, "the second waits for the rest after the first")
            await clock.step(sleepers: 1)
            await clock.untilAsleep()
            #expect(clock.now.offset == RetentionWorker.restMin)
            #expect(store.steps == 2)
            store.isBroken = true
            await clock.step(sleepers: 1)
            await clock.untilAsleep()
            #expect(store.steps == 3)
            await clock.step(sleepers: 1)
            #expect(clock.now.offset == RetentionWorker.restMin * 2 + RetentionWorker.pause)
        }
    }

    @Test func showsSizeAgeAndDays() async throws {
        let watch = StorageWatch(
            store: BusyStore(), wallClock: SteppedWallClock(clock: clock), clock: clock,
            diskFreeBytes: { 1 << 40 }, metrics: metrics, logger: logger)
        let run = Task { await watch.run() }
        await clock.untilAsleep()
        run.cancel()
        await clock.step(sleepers: 1)
        await run.value
        #expect(metrics.last("paynotify_store_bytes") == 4_096)
        #expect(metrics.last("paynotify_store_oldest_session_seconds") == 86_400)
        #expect(metrics.last("paynotify_store_until_full_seconds") == 315_360_000)
        #expect(metrics.last("paynotify_notifications_removed{status=read}") == 7)
    }
}

/// A store that always has more to forget.
private final class BusyStore: WorkerStore {
    private struct State: Sendable {
        var steps = 0
        var isBroken = false
    }

    private let state = Watched(State())

    var steps: Int { state.value.steps }

    var isBroken: Bool {
        get { state.value.isBroken }
        set { state.update { $0.isBroken = newValue } }
    }

    func submit(
        _ submissions: [Submission], completion: @escaping @Sendable ([CommandResult]) -> Void
    ) {
        state.update { $0.steps += submissions.count }
        completion(
            submissions.map { _ in
                isBroken
                    ? .failure(.unavailable)
                    : .success(.forgot(ForgetOld.Answer(forgotten: 1, hasMore: true)))
            })
    }

    func figures() async throws(StoreFailure) -> StoreFigures {
        StoreFigures(
            usedBytes: 4_096, reusableBytes: 0, growthBytesMax: 1 << 40,
            oldestSession: Fixtures.now - .days(1), removed: [.read: 7])
    }
}

// Questions that no test here has.
extension BusyStore {
    var silences: [SilenceRecord.Way: Timestamp] { [:] }

    func unverifiedBindings(limit: Int) async throws(StoreFailure) -> [BindingToVerify] { [] }

    func unapprovedBindings(
        limit: Int, offset: Int
    ) async throws(StoreFailure) -> [BindingToVerify] { [] }

    func overdueBindings(
        checkedBefore moment: Timestamp, limit: Int, offset: Int
    ) async throws(StoreFailure) -> [BindingToVerify] { [] }

    func templateCounts() async throws(StoreFailure) -> [TemplateStatus: Int] { [:] }

    func sendersToAsk(
        since moment: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [SenderQuestion] { [] }

    func claimsToCheck(
        since moment: Timestamp, unsettledSince other: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [ClaimToCheck] { [] }

    func runningReplays() async throws(StoreFailure) -> [Replay] { [] }

    func runningErasures() async throws(StoreFailure) -> [Erasure] { [] }
}
