import Foundation

/// Shows measurements: for people, or for machines.
enum Output {
    /// Shows what was measured, and fails if a call was answered with an error.
    static func show(_ measurements: [Measurement], json asJSON: Bool) throws {
        print(try asJSON ? json(measurements) : measurements.map(text).joined(separator: "\n\n"))
        guard measurements.allSatisfy(\.errors.isEmpty) else { throw LoadFailed() }
    }

    static func json(_ measurements: [Measurement]) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(measurements), as: UTF8.self)
    }

    static func text(_ measurement: Measurement) -> String {
        let latency = measurement.latency
        let offered = measurement.offeredPerSecond.map { ", \(Int($0)) offered" } ?? ""
        var lines = [
            "\(measurement.workload) \(measurement.connections)x\(measurement.inFlight): "
                + "\(Int(measurement.callsPerSecond)) calls/s over "
                + "\(short(measurement.seconds)) s\(offered)",
            "latency us: p50 \(Int(latency.p50))  p75 \(Int(latency.p75))  p90 \(Int(latency.p90))"
                + "  p99 \(Int(latency.p99))  p99.9 \(Int(latency.p999))"
                + "  p99.99 \(Int(latency.p9999))  max \(Int(latency.max))",
        ]
        if let server = measurement.server {
            lines.append(
                "server: \(short(server.cpuSecondsPer100kCalls)) CPU s per 100 k calls, "
                    + "\(short(server.cores)) cores, \(server.residentKibibytesAfter) KiB resident")
        }
        lines.append("harness: \(short(measurement.generator.cores)) cores")
        lines += share(measurement.outcomes)
        lines += measurement.errors.sorted { $0.key < $1.key }.map {
            "error \($0.key): \($0.value)"
        }
        lines += measurement.warnings.map { "warning: \($0)" }
        return lines.joined(separator: "\n")
    }

    private static func share(_ outcomes: [String: Int]) -> [String] {
        let all = Double(max(outcomes.values.reduce(0, +), 1))
        return outcomes.sorted { $0.value > $1.value }.map { name, count in
            "decision \(name): \(count) (\(short(Double(count) / all * 100)) %)"
        }
    }

    private static func short(_ number: Double) -> String { String(format: "%.2f", number) }
}
