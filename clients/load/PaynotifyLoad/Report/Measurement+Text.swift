extension Measurement {
    /// A few lines for a terminal.
    var lines: [String] {
        let head =
            "\(label): \(Quantity.grouped(callsPerSecond)) calls/s, "
            + "\(Quantity.grouped(Double(calls))) calls in \(Quantity.plain(seconds)) s"
        return [head] + latencyLines + serverLines + [generatorLine] + countLines
    }

    private var latencyLines: [String] {
        let columns = latency.columns
        let table = TextTable(
            rows: [
                ["latency"] + columns.map(\.name),
                [""] + columns.map { Quantity.time(microseconds: $0.microseconds) },
            ], rightAligned: Set(1...columns.count))
        return table.lines.map { "  \($0)" }
    }

    private var serverLines: [String] {
        guard let server else { return [] }
        var lines = [
            "  server     \(Quantity.plain(server.cpuSecondsPer100kCalls)) CPU s per 100 k calls, "
                + "\(Quantity.plain(server.cores)) cores, "
                + "\(Quantity.grouped(Double(server.residentKibibytesAfter) / 1_024)) MiB resident"
        ]
        if let idle = server.residentKibibytesPerIdleConnection {
            lines.append("  idle       \(Quantity.plain(idle)) KiB for each idle connection")
        }
        return lines
    }

    private var generatorLine: String {
        "  generator  \(Quantity.plain(generator.cores)) cores on "
            + (generator.loops == 1 ? "1 loop" : "\(generator.loops) loops")
    }

    private var countLines: [String] {
        let shares = outcomes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { entry in
            let share = Double(entry.value) / Double(max(1, calls)) * 100
            return "  decided    \(entry.key) \(Quantity.plain(share)) %"
        }
        let failures = errors.sorted { $0.key < $1.key }.map {
            "  error      \($0.key) \($0.value)"
        }
        return shares + failures
    }
}

extension LatencySummary {
    /// Its figures with their names, in their order.
    var columns: [(name: String, microseconds: Double)] {
        [
            ("p50", p50), ("p75", p75), ("p90", p90), ("p99", p99), ("p99.9", p999),
            ("p99.99", p9999), ("max", max), ("mean", mean),
        ]
    }
}
