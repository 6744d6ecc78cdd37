import ArgumentParser
import Foundation

/// `paynotify-load growth`: what many sessions in the file cost.
struct GrowthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "growth", abstract: "Measures state changes beside many sessions in the file.",
        discussion: """
            For each number, on a database of its own: enables so many sessions, kills the daemon and \
            starts it again, and measures state changes of 64 connections with 16 calls in flight. \
            Prints a line for each figure with its ratio to the smallest file's. Ten million sessions \
            take some minutes and about 5 GB in the temporary folder.
            """)

    @Option(parsing: .upToNextOption, help: "Sessions in the file; several numbers in turn.")
    var sessions = [10_000, 1_000_000]

    @Option(help: "Seconds to measure.")
    var seconds = 5.0

    @Option(help: "Write the report as a page to this file.")
    var html: String?

    func validate() throws {
        guard !sessions.isEmpty, sessions.allSatisfy({ (1...100_000_000).contains($0) }) else {
            throw ValidationError("--sessions must be 1 to 100000000 each")
        }
        guard seconds > 0, seconds <= 60 else {
            throw ValidationError("--seconds must be above 0 and at most 60")
        }
    }

    func run() async throws {
        let machine = MachineFacts.here
        var results: [GrowthResult] = []
        for count in sessions.sorted() {
            results.append(
                try await GrowthRun(sessions: count, shape: LoadShape(seconds: seconds)).run())
        }
        guard let smallest = results.first else { return }
        let figures = results.flatMap { $0.figures(besides: smallest) }
        print(figures.lines.joined(separator: "\n"))
        guard let html else { return }
        let runs = results.map { result in
            var run = result.notify
            run.workload = "notify beside \(result.sessions)"
            return run
        }
        let report = Report(
            title: "paynotify growth", machine: machine, figures: figures, runs: runs)
        try report.html.write(toFile: html, atomically: true, encoding: .utf8)
    }
}
