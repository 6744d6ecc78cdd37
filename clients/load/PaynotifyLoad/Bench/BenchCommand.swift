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
            there is no floor.
            """)

    @Flag(help: "For a first look: one short round, in about a minute.")
    var quick = false

    @Option(help: "Where to write the report as a page (default: in the temporary folder).")
    var html: String?

    @Flag(help: "Print one JSON object instead of lines.")
    var json = false

    func run() async throws {
        let plan = quick ? BenchPlan.quick : .full
        let machine = MachineFacts.here
        let results = try await LoadServer.started { server in
            try await FloorPrograms.with { floors in
                var bench = try await BenchRun(plan, on: server, floors)
                return try await bench.run()
            }
        }
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
}

extension BenchResults {
    /// The runs of the last round, ours and the floors'.
    var lastRuns: [Measurement] {
        let echoes = [echo.last, echoAlone.last].compactMap(\.self).flatMap { [$0.ours, $0.floor] }
        let notifies = [notify.last, notifyHalf.last, notifyAlone.last].compactMap(\.self)
            .flatMap { [$0.ours, $0.floorRun] }
        return echoes + notifies + [notifySixteen.last, delivering.last].compactMap(\.self)
    }
}

extension BenchResults.NotifyRound {
    /// The floor as a run, under the calls a commit that it had.
    fileprivate var floorRun: Measurement {
        floor.measurement(
            batch: Int(floor.callsPerCommit.rounded()), rate: ours.offeredPerSecond)
    }
}
