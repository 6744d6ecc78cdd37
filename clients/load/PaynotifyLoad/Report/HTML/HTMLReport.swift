/// A report as one page that needs no other file: tables, and pictures drawn as SVG.
struct HTMLReport {
    /// How many runs differ in colour; further ones begin again.
    static let colours = 8

    private let report: Report

    init(_ report: Report) { self.report = report }

    var text: String {
        let head =
            "<meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
            + HTML.element("title", report.title)
            + HTML.element("style", markup: HTMLStyle.sheet)
        let body = ([heading, warnings, figures, runs] + pictures + [counts])
            .filter { !$0.isEmpty }.joined(separator: "\n")
        return "<!DOCTYPE html>\n"
            + HTML.element(
                "html",
                markup: HTML.element("head", markup: head)
                    + HTML.element("body", markup: "\n" + HTML.element("main", markup: body)),
                ["lang": "en"]) + "\n"
    }

    private var labelled: [LabelledRun] {
        zip(report.labels, report.runs).map { (label: $0, run: $1) }
    }

    private var heading: String {
        HTML.element("h1", report.title)
            + HTML.element("p", report.machine.line, ["class": "facts"])
    }

    private var warnings: String {
        let warnings = report.warnings
        if warnings.isEmpty { return "" }
        return HTML.element(
            "ul", markup: warnings.map { HTML.element("li", $0) }.joined(), ["class": "warnings"])
    }

    private var figures: String {
        if report.figures.isEmpty { return "" }
        let rows = report.figures.map { figure in
            [
                figure.name, Quantity.grouped(figure.value), figure.unit,
                figure.floor.map(Quantity.grouped) ?? "–",
                figure.ratio.map(Quantity.ratio) ?? "–",
            ]
        }
        return HTML.element("h2", "Figures")
            + HTML.table(
                head: ["Figure", "Value", "Unit", "Floor", "Ratio"], rows: rows, texts: [0, 2])
    }

    private var runs: String {
        let latency = ["p50", "p90", "p99", "p99.9", "p99.99", "max"]
        let rows = labelled.map { label, run in
            [label, Quantity.grouped(run.callsPerSecond)]
                + run.latency.columns.filter { latency.contains($0.name) }
                .map { Quantity.time(microseconds: $0.microseconds) } + usage(of: run)
        }
        return HTML.element("h2", "Runs")
            + HTML.table(
                head: ["Run", "Calls/s"] + latency + [
                    "Server CPU s/100 k", "Server cores", "Server MiB", "Generator cores",
                ], rows: rows, texts: [0])
    }

    private func usage(of run: Measurement) -> [String] {
        let server = run.server
        return [
            server.map { Quantity.plain($0.cpuSecondsPer100kCalls) } ?? "–",
            server.map { Quantity.plain($0.cores) } ?? "–",
            server.map { Quantity.grouped(Double($0.residentKibibytesAfter) / 1_024) } ?? "–",
            Quantity.plain(run.generator.cores),
        ]
    }

    /// Many runs are drawn apart: those of the wire alone, and the others.
    private var groups: [[LabelledRun]] {
        let runs = labelled
        guard runs.count > Self.colours else { return [runs] }
        let wire = runs.filter { $0.run.workload.hasSuffix("echo") }
        let others = runs.filter { !$0.run.workload.hasSuffix("echo") }
        return [wire, others].filter { !$0.isEmpty }
    }

    private var pictures: [String] {
        groups.flatMap { runs in
            var charts = [LineChart.latency(of: runs)]
            if runs.contains(where: { !$0.run.timeline.isEmpty }) {
                charts += [.throughput(of: runs), .tail(of: runs)]
            }
            return charts
        }.map { chart in
            HTML.element(
                "section",
                markup: HTML.element("h2", chart.name) + legend(of: chart) + chart.svg)
        }
    }

    private func legend(of chart: LineChart) -> String {
        let entries = chart.lines.filter { !$0.points.isEmpty }.map { line in
            HTML.element(
                "li",
                markup: HTML.element(
                    "span", "",
                    ["class": "swatch run\(line.colour)" + (line.isDashed ? " dashed" : "")])
                    + line.label.escapedForHTML)
        }
        return HTML.element("ul", markup: entries.joined(), ["class": "legend"])
    }

    private var counts: String {
        let rows = labelled.flatMap { label, run in
            let decided = run.outcomes.map { ($0.key, $0.value) }
            let failed = run.errors.map { ("error \($0.key)", $0.value) }
            return (decided.sorted { $0.1 > $1.1 } + failed.sorted { $0.0 < $1.0 }).map {
                let share = Double($0.1) / Double(max(1, run.calls)) * 100
                return [
                    label, $0.0, Quantity.grouped(Double($0.1)), Quantity.plain(share) + " %",
                ]
            }
        }
        if rows.isEmpty { return "" }
        return HTML.element("h2", "Decisions and errors")
            + HTML.table(head: ["Run", "What", "Calls", "Share"], rows: rows, texts: [0, 1])
    }
}
