import ArgumentParser
import Foundation

/// `paynotify-load bench`: every figure beside its floor.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measures all figures, each beside its floor.",
        discussion: """
            Starts sandbox, daemon and floors from the programs beside this one, on Unix sockets \
            in temporary folders. Prints a line for each figure: its name, its value, its unit, \
            and its ratio to the same figure of the floor, measured in the same run; "-" where \
            there is no floor. With --peers also ours beside the same statements in C and in Go: the \
            value is ours, the ratio ours to the peer's.
            """)

    @Flag(help: "For a first look: one short round, in about a minute.")
    var quick = false

    @Flag(help: "Also beside a server in C and one in Go, which clients/load/peers/go/build makes.")
    var peers = false

    @Option(help: "Where to write the report as a page (default: in the temporary folder).")
    var html: String?

    @Flag(help: "Print one JSON object instead of lines.")
    var json = false

    func run() async throws {
        let plan = quick ? BenchPlan.quick : .full
        let machine = MachineFacts.here
        var results = try await LoadServer.started { server in
            try await FloorPrograms.with { floors in
                var bench = try await BenchRun(plan, on: server, floors)
                return try await bench.run()
            }
        }
        (results.drains, results.lone) = (try await drains(plan), try await lone(plan))
        if peers { results.peers = try await comparePeers(plan) }
        let report = Report(
            title: "paynotify bench", machine: machine, figures: results.figures,
            runs: results.lastRuns)
        print(try json ? report.json : report.figures.lines.joined(separator: "\n"))
        for warning in report.warnings { Notice.say("warning: \(warning)") }
        let page =
            html
            ?? FileManager.default.temporaryDirectory
            .appendingPathComponent("paynotify-bench.html").path
        try report.html.write(toFile: page, atomically: true, encoding: .utf8)
        Notice.say("the report is in \(page)")
    }

    private func drains(_ plan: BenchPlan) async throws -> BenchResults.Drains {
        Notice.say("a backlog drains, with receipts")
        let withReceipts = try await BacklogRun(
            rows: plan.backlogRows, meta: .init(hasReceipts: true)
        ).run()
        Notice.say("a backlog drains, without receipts")
        let withoutReceipts = try await BacklogRun(rows: plan.backlogRows, meta: .init()).run()
        Notice.say("a backlog of one number drains, answered after 150 ms")
        let oneNumber = try await BacklogRun(
            rows: plan.oneNumberRows, merchants: 1, meta: .init(latencyMilliseconds: 150)
        ).run()
        return BenchResults.Drains(
            withReceipts: withReceipts, withoutReceipts: withoutReceipts, oneNumber: oneNumber)
    }

    private func lone(_ plan: BenchPlan) async throws -> LoneResult {
        Notice.say("single messages")
        return try await LoneRun(messages: plan.loneMessages).run()
    }

    private func comparePeers(_ plan: BenchPlan) async throws -> [PeerRound] {
        try await LoadServer.started { server in
            try await FloorPrograms.with { floors in
                try await floors.withC { c in
                    try await floors.withGo { go in
                        var peers = try await PeerRun(plan, ours: server, c: c, go: go)
                        return try await peers.run()
                    }
                }
            }
        }
    }
}

extension BenchResults {
    /// The runs of the last round, ours and the floors'.
    var lastRuns: [Measurement] {
        let echoes = [echo.last, echoAlone.last].compactMap(\.self).flatMap { [$0.ours, $0.floor] }
        let notifies = [notify.last, notifyAlone.last].compactMap(\.self)
            .flatMap { [$0.ours, $0.floorRun] }
        let others = [notifySixteen.last, delivering.last] + open.map(\.runs.last)
        return echoes + notifies + others.compactMap(\.self) + peers.flatMap(\.lastRuns)
    }
}

extension PeerRound {
    /// The runs of the last round, each under its server's name.
    fileprivate var lastRuns: [Measurement] {
        [("ours", ours), ("c", c), ("go", go)].compactMap { name, runs in
            var run = runs.last
            run?.workload = "\(name): notify"
            return run
        }
    }
}

extension BenchResults.NotifyRound {
    /// The floor as a run, under the calls a commit that it had.
    fileprivate var floorRun: Measurement {
        floor.measurement(batch: Int(floor.callsPerCommit.rounded()))
    }
}
