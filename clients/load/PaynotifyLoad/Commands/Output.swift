import ArgumentParser
import Foundation

/// How measurements are shown.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print one JSON object instead of a table.")
    var json = false

    @Option(help: "Write a report with pictures to this file, which needs no other.")
    var html: String?

    /// Shows what was measured, and fails if a call was answered with an error.
    func show(
        _ title: String, on machine: MachineFacts, _ runs: [Measurement], figures: [Figure] = []
    ) throws {
        let report = Report(title: title, machine: machine, figures: figures, runs: runs)
        print(try json ? report.json : report.text)
        if let html { try report.html.write(toFile: html, atomically: true, encoding: .utf8) }
        guard runs.allSatisfy(\.errors.isEmpty) else { throw LoadFailed() }
    }
}
