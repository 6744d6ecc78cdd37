/// A run with a name of its own among those of its report.
typealias LabelledRun = (label: String, run: Measurement)

extension LineChart {
    /// How long calls took, by percentile; one line a run.
    static func latency(of runs: [LabelledRun]) -> LineChart {
        let lines = runs.enumerated().map { index, run in
            Line(
                label: run.label, colour: index % HTMLReport.colours,
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
                label: run.label, colour: index % HTMLReport.colours,
                points: run.run.timeline.map { (Double($0.offset), height($0)) })
        }
    }

    private static func time(of runs: [LabelledRun]) -> Axis {
        let last = runs.flatMap(\.run.timeline).map(\.offset).max() ?? 0
        return Axis(name: "seconds", scale: .upTo([Double(max(1, last))])) { trimmed($0) }
    }

    private static func heights(_ line: Line) -> [Double] { line.points.map(\.y) }

    private static func trimmed(_ number: Double) -> String {
        number == number.rounded() ? "\(Int(number))" : "\(number)"
    }
}
