import Foundation

/// A run with a name of its own among those of its report.
typealias LabelledRun = (label: String, run: Measurement)

extension LineChart {
    /// How long calls took, by percentile; one line a run.
    static func latency(of runs: [LabelledRun]) -> LineChart {
        let lines = runs.enumerated().map { index, run in
            Line(
                label: run.label, colour: index % HTMLReport.colours, isDashed: run.run.isFloor,
                points: run.run.latency.curve.filter { $0.percentile <= 99.99 }
                    .map { ($0.percentile, $0.microseconds) })
        }
        return LineChart(
            name: "Latency by percentile",
            x: Axis(name: "percentile", scale: .percentile(max: 99.99)) { "\(trimmed($0)) %" },
            y: Axis(name: "latency, logarithmic", scale: .around(lines.flatMap(heights))) {
                Quantity.time(microseconds: $0)
            }, lines: lines)
    }

    /// Calls a second over time.
    static func throughput(of runs: [LabelledRun]) -> LineChart {
        let lines = lines(of: runs) { Double($0.calls) }
        return LineChart(
            name: "Throughput over time", x: time(of: runs),
            y: Axis(
                name: "calls a second", scale: .upTo(lines.flatMap(heights)),
                label: Quantity.count), lines: lines)
    }

    /// The 99th percentile of each second over time.
    static func tail(of runs: [LabelledRun]) -> LineChart {
        let lines = lines(of: runs) { $0.p99 }
        return LineChart(
            name: "p99 over time", x: time(of: runs),
            y: Axis(name: "p99 of each second, logarithmic", scale: .around(lines.flatMap(heights)))
            {
                Quantity.time(microseconds: $0)
            }, lines: lines)
    }

    private static func lines(
        of runs: [LabelledRun], _ height: (Second) -> Double
    ) -> [Line] {
        runs.enumerated().map { index, run in
            Line(
                label: run.label, colour: index % HTMLReport.colours, isDashed: run.run.isFloor,
                points: run.run.wholeSeconds.map { (Double($0.offset), height($0)) })
        }
    }

    private static func time(of runs: [LabelledRun]) -> Axis {
        let last = runs.flatMap(\.run.wholeSeconds).map(\.offset).max() ?? 0
        return Axis(name: "seconds", scale: .upTo([Double(max(5, last))])) { trimmed($0) }
    }

    private static func heights(_ line: Line) -> [Double] { line.points.map(\.y) }

    private static func trimmed(_ number: Double) -> String {
        String(format: "%g", number)
    }
}

extension Measurement {
    /// Whether it is a floor's run.
    var isFloor: Bool { workload.hasPrefix("floor ") }

    /// The seconds that were measured from beginning to end.
    fileprivate var wholeSeconds: [Second] {
        timeline.filter { Double($0.offset + 1) <= seconds + 0.05 }
    }
}
