import Testing

@testable import PaynotifyLoad

struct StoreFloorResultTests {
    static let output = """
        {"seconds":3.0,"calls":7266,"calls_per_second":2421.8,"commits":7266,\
        "commits_per_second":2421.8,"calls_per_commit":1.00,"cpu_seconds_per100k_calls":26.09,\
        "mean_microseconds":402.3,"percentiles":[[0,300],[50,383],[75,462],[90,578],[99,811],\
        [99.9,1072],[99.99,2457],[100,2460]],"checkpoints":24,"checkpoint_seconds":0.073,\
        "checkpoint_seconds_max":0.0038,"checkpoint_share":0.0242,"log_pages_per_call":13.721,\
        "resident_kibibytes":58824}

        """

    @Test func readsWhatTheFloorPrints() throws {
        let result = try StoreFloorResult(output: Self.output)
        #expect(result.callsPerSecond == 2_421.8)
        #expect(result.latency(at: 50) == 383)
        #expect(result.latency(at: 95) == 811)
        #expect(result.checkpointShare == 0.0242)
    }

    @Test func refusesWhatIsNoResult() {
        #expect(throws: (any Error).self) { try StoreFloorResult(output: "cannot open") }
    }

    @Test func isARunBesideOthers() throws {
        let run = try StoreFloorResult(output: Self.output).measurement(batch: 64)
        #expect(run.label == "floor store 1x64")
        #expect(run.latency.p9999 == 2_457)
        #expect(run.latency.curve.last?.percentile == 100)
    }
}

struct StoreCountersTests {
    private let text = """
        # TYPE paynotify_store_batch_commands histogram
        paynotify_store_batch_commands_bucket{le="1"} 5
        paynotify_store_batch_commands_sum 30095
        paynotify_store_batch_commands_count 729
        paynotify_store_checkpoint_seconds_sum 0.0276
        paynotify_store_checkpoint_seconds_count 2
        """

    @Test func readsSumsAndCounts() {
        let counters = StoreCounters(metrics: text)
        #expect(counters.commits == 729)
        #expect(counters.commands == 30_095)
        #expect(counters.checkpoints == 2)
        #expect(counters.checkpointSeconds == 0.0276)
    }

    @Test func tellsWhatCameSinceAnEarlierReading() {
        var earlier = StoreCounters()
        earlier.commits = 700
        earlier.commands = 30_000
        let since = StoreCounters(metrics: text).since(earlier)
        #expect(since.commits == 29)
        #expect(since.callsPerCommit == 95.0 / 29)
    }

    @Test func thereAreNoCallsInNoCommit() { #expect(StoreCounters().callsPerCommit == 0) }
}

struct BenchResultsTests {
    private func notifyRound(_ number: Int) throws -> BenchResults.NotifyRound {
        var store = StoreCounters()
        store.commits = 1_000
        store.commands = 60_000
        store.checkpointSeconds = 1
        return BenchResults.NotifyRound(
            ours: MadeUp.run(number), store: store, seconds: 20,
            floor: try StoreFloorResult(output: StoreFloorResultTests.output))
    }

    private func drain(seconds: Double) -> BacklogResult {
        BacklogResult(
            messages: 20_000, seconds: seconds, daemonCPUSeconds: 10, peakMebibytes: 100,
            metaCPUSeconds: 0.4)
    }

    private func results() throws -> BenchResults {
        var results = BenchResults()
        results.echo = (0..<3).map {
            .init(ours: MadeUp.run($0, workload: "echo"), floor: MadeUp.run(0, workload: "echo"))
        }
        results.echoAlone = results.echo
        results.notify = try (0..<2).map(notifyRound)
        results.notifySixteen = [MadeUp.run(0)]
        results.notifyAlone = results.notify
        results.open = [.init(rate: 1_000, runs: [MadeUp.run(0), MadeUp.run(1)])]
        results.drains = .init(
            withReceipts: drain(seconds: 10), withoutReceipts: drain(seconds: 5),
            oneNumber: drain(seconds: 40))
        results.lone = LoneResult(answered: [2_000, 1_000, 3_000], left: [900, -100, 1_300])
        results.peers = [
            PeerRound(
                shape: "64x16", ours: [MadeUp.run(0)], c: [MadeUp.run(1)], go: [MadeUp.run(2)])
        ]
        results.idle = [
            .init(connections: 1_000, kibibytesEach: 5.5, busyWith: 95, busyWithout: 100)
        ]
        return results
    }

    private func figure(_ name: String) throws -> Figure {
        try #require(try results().figures.first { $0.name == name })
    }

    @Test func aFigureOfSeveralRoundsIsTheirMedian() throws {
        #expect(try figure("echo.64x16.rate").value == 42_500)
        #expect(try figure("echo.64x16.rate").floor == 85_000)
        #expect(try figure("notify.64x16.rate").value == 63_750)
    }

    @Test func theStoresFiguresStandBesideItsFloor() throws {
        #expect(try figure("store.commits").value == 50)
        #expect(try figure("store.calls_per_commit").value == 60)
        #expect(try figure("store.checkpoint_share").value == 5)
        #expect(try figure("store.checkpoint_share").floor == 2.42)
        #expect(try figure("notify.1x1.p50").floor == 383)
    }

    @Test func idleConnectionsAreComparedWithNone() throws {
        #expect(try figure("idle.1000.memory").value == 5.5)
        #expect(try figure("idle.1000.busy_rate").ratio == 0.95)
    }

    @Test func aBacklogIsToldByTheMessage() throws {
        #expect(try figure("drain.rate").value == 2_000)
        #expect(try figure("drain.no_receipts.rate").value == 4_000)
        #expect(try figure("drain.cpu").value == 0.5)
        #expect(try figure("drain.one_number.rate").ratio == 0.5)
    }

    @Test func aMessageMayBeAtMetaBeforeItsCallIsAnswered() throws {
        #expect(try figure("lone.left.p50").value == 900)
        #expect(try figure("lone.left.p99").value == 1_300)
        #expect(try figure("lone.answered.p50").value == 2_000)
    }

    @Test func oursIsDividedByAPeers() throws {
        #expect(try figure("c.64x16.rate").value == 85_000)
        #expect(try figure("c.64x16.rate").ratio == 2)
        #expect(try figure("go.64x16.p99").unit == "µs")
    }

    @Test func anAchievedScheduleIsNoFigure() throws {
        let names = try results().figures.map(\.name)
        #expect(names.contains("notify.1000.p99"))
        #expect(!names.contains("notify.1000.rate"))
    }

    @Test func aNameIsSaidOnceAndHasNoSpace() throws {
        let names = try results().figures.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { !$0.contains(" ") })
    }

    @Test func nothingIsSaidOfWhatWasNotMeasured() {
        #expect(BenchResults().figures.isEmpty)
    }

    private static let medians: [(values: [Double], median: Double)] = [
        ([], 0), ([3], 3), ([5, 1], 3), ([9, 1, 2], 2),
    ]

    @Test(arguments: medians)
    func theMedianIsTheMiddle(values: [Double], median: Double) {
        #expect(values.median == median)
    }
}
