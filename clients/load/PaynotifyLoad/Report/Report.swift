import Foundation

/// What is shown of one run or of several side by side: as text, as JSON or as an HTML page.
struct Report: Codable, Hashable, Sendable {
    var title: String
    var machine: MachineFacts
    /// Results beside their floors; empty for single runs.
    var figures: [Figure] = []
    var runs: [Measurement]

    /// For machines: one object, its keys in snake case and in order.
    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// For people at a terminal.
    var text: String {
        var lines = figures.lines
        for run in runs {
            if !lines.isEmpty { lines.append("") }
            lines += run.lines
        }
        return (lines + warnings.map { "warning: \($0)" }).joined(separator: "\n")
    }

    /// For people with a browser; needs nothing but itself.
    var html: String { HTMLReport(self).text }

    /// A name for each run: its label, with a number where an earlier run has the same.
    var labels: [String] {
        var counts: [String: Int] = [:]
        return runs.map { run in
            counts[run.label, default: 0] += 1
            let count = counts[run.label] ?? 1
            return count == 1 ? run.label : "\(run.label) (\(count))"
        }
    }

    /// Those of all runs, each once.
    var warnings: [String] {
        var seen: Set<String> = []
        return runs.flatMap(\.warnings).filter { seen.insert($0).inserted }
    }
}

extension Measurement {
    /// Such as "notify 64x16" or "notify 64x16 at 50,000/s".
    var label: String {
        let shape = "\(workload) \(connections)x\(inFlight)"
        return offeredPerSecond.map { "\(shape) at \(Quantity.grouped($0))/s" } ?? shape
    }
}
