/// What the rounds of a bench measured, ours beside the floors.
struct BenchResults: Sendable {
    /// A run of ours and the same run against the echo floor.
    struct EchoRound: Sendable {
        var ours: Measurement
        var floor: Measurement
    }

    /// A run of ours, what the store told of it, and the store's floor with as many calls a commit.
    struct NotifyRound: Sendable {
        var ours: Measurement
        var store: StoreCounters
        /// Between the two readings that `store` is the difference of.
        var seconds: Double
        var floor: StoreFloorResult
    }

    /// An open loop of so many calls a second.
    struct OpenRound: Sendable {
        var rate: Double
        var runs: [Measurement] = []
    }

    /// How backlogs drained to the stand-in for Meta.
    struct Drains: Sendable {
        /// With two receipts a message.
        var withReceipts: BacklogResult
        var withoutReceipts: BacklogResult
        /// On a single number that Meta lets have ``Drains/oneNumberRate``, answered after 150 ms.
        var oneNumber: BacklogResult

        /// Messages a second.
        static let oneNumberRate = 1_000.0
    }

    /// What connections cost that do nothing.
    struct IdleRound: Sendable {
        var connections: Int
        var kibibytesEach: Double
        /// Calls a second of the busy ones, with the idle ones beside them and without.
        var busyWith: Double
        var busyWithout: Double
    }

    /// 64 connections with 16 calls in flight each.
    var echo: [EchoRound] = []
    /// One call at a time.
    var echoAlone: [EchoRound] = []
    var notify: [NotifyRound] = []
    /// 16 connections with a call each.
    var notifySixteen: [Measurement] = []
    /// One call at a time, beside commits of one call.
    var notifyAlone: [NotifyRound] = []
    var open: [OpenRound] = []
    var delivering: [Measurement] = []
    var idle: [IdleRound] = []
    var drains: Drains?
    var lone: LoneResult?
    /// Empty unless peers are asked for.
    var peers: [PeerRound] = []

    /// A figure a line; those of several rounds are medians.
    var figures: [Figure] {
        echoFigures + notifyFigures + latencyFigures + commitFigures + drainFigures + otherFigures
            + peers.figures
    }

    private var echoFigures: [Figure] {
        if echo.isEmpty { return [] }
        return [
            figure(
                "echo.64x16.rate", "calls/s", echo.map(\.ours.callsPerSecond),
                echo.map(\.floor.callsPerSecond)),
            figure(
                "echo.64x16.server", "s/100k", echo.map(\.ours.serverCPU),
                echo.map(\.floor.serverCPU)),
            figure("echo.64x16.generator", "cores", echo.map(\.ours.generator.cores)),
            figure("echo.64x16.floor_generator", "cores", echo.map(\.floor.generator.cores)),
            figure(
                "echo.1x1.p50", "µs", echoAlone.map(\.ours.latency.p50),
                echoAlone.map(\.floor.latency.p50)),
        ]
    }

    private var notifyFigures: [Figure] {
        if notify.isEmpty { return [] }
        return [
            figure(
                "notify.64x16.rate", "calls/s", notify.map(\.ours.callsPerSecond),
                notify.map(\.floor.callsPerSecond)),
            figure(
                "notify.64x16.server", "s/100k", notify.map(\.ours.serverCPU),
                notify.map(\.floor.cpuSecondsPer100kCalls)),
            figure("notify.64x16.generator", "cores", notify.map(\.ours.generator.cores)),
            figure("notify.64x16.queued", "%", notify.map(\.ours.queuedPercent)),
        ]
    }

    private var latencyFigures: [Figure] {
        [
            figure("notify.16x1.p50", "µs", notifySixteen.map(\.latency.p50)),
            figure(
                "notify.1x1.p50", "µs", notifyAlone.map(\.ours.latency.p50),
                notifyAlone.map { $0.floor.latency(at: 50) }),
        ].filter { $0.value > 0 }
            + open.flatMap { round in
                [
                    figure("notify.\(Int(round.rate)).p50", "µs", round.runs.map(\.latency.p50)),
                    figure("notify.\(Int(round.rate)).p99", "µs", round.runs.map(\.latency.p99)),
                    figure(
                        "notify.\(Int(round.rate)).server", "s/100k", round.runs.map(\.serverCPU)),
                ]
            }
    }

    private var commitFigures: [Figure] {
        if notify.isEmpty { return [] }
        return [
            figure(
                "store.commits", "1/s", notify.map { $0.store.commits / $0.seconds },
                notify.map(\.floor.commitsPerSecond)),
            figure(
                "store.calls_per_commit", "calls", notify.map(\.store.callsPerCommit),
                notify.map(\.floor.callsPerCommit)),
            figure(
                "store.checkpoint_share", "%",
                notify.map { $0.store.checkpointSeconds / $0.seconds * 100 },
                notify.map { $0.floor.checkpointShare * 100 }),
            figure("floor.log_pages", "1/call", notify.map(\.floor.logPagesPerCall)),
        ]
    }

    private var drainFigures: [Figure] {
        var figures: [Figure] = []
        if let drains {
            for (name, drain) in [
                ("drain", drains.withReceipts), ("drain.no_receipts", drains.withoutReceipts),
            ] {
                figures += [
                    figure("\(name).rate", "messages/s", [drain.messagesPerSecond]),
                    figure("\(name).cpu", "ms/message", [drain.cpuMillisecondsPerMessage]),
                ]
            }
            figures.append(
                figure(
                    "drain.one_number.rate", "messages/s", [drains.oneNumber.messagesPerSecond],
                    [Drains.oneNumberRate]))
        }
        if let lone {
            figures += [
                figure("lone.answered.p50", "µs", [lone.answered.percentile(50)]),
                figure("lone.left.p50", "µs", [lone.left.percentile(50)]),
                figure("lone.left.p99", "µs", [lone.left.percentile(99)]),
            ]
        }
        return figures
    }

    private var otherFigures: [Figure] {
        let delivery =
            delivering.isEmpty
            ? [] : [figure("notify.delivering.rate", "calls/s", delivering.map(\.callsPerSecond))]
        return delivery
            + idle.flatMap { round in
                [
                    Figure(
                        name: "idle.\(round.connections).memory", value: round.kibibytesEach,
                        unit: "KiB"),
                    Figure(
                        name: "idle.\(round.connections).busy_rate", value: round.busyWith,
                        unit: "calls/s", floor: round.busyWithout),
                ]
            }
    }

    private func figure(
        _ name: String, _ unit: String, _ values: [Double], _ floors: [Double] = []
    ) -> Figure {
        Figure(
            name: name, value: values.median, unit: unit,
            floor: floors.isEmpty ? nil : floors.median)
    }
}

extension Measurement {
    /// 0 where the server's process is not known.
    var serverCPU: Double { server?.cpuSecondsPer100kCalls ?? 0 }

    fileprivate var queuedPercent: Double {
        Double(outcomes["QUEUED", default: 0]) / Double(max(1, calls)) * 100
    }
}

extension [Double] {
    /// The middle value, or the mean of the middle two; 0 of none.
    var median: Double {
        let sorted = sorted()
        guard let last = sorted.indices.last else { return 0 }
        return (sorted[last / 2] + sorted[(last + 1) / 2]) / 2
    }
}
