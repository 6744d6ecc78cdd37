import Foundation
import Histogram

/// What a run measured.
struct LoadReport: Codable {
    var workload: String
    /// Connections × calls in flight.
    var shape: String
    var seconds: Double
    var calls: Int
    var callsPerSecond: Double
    /// Microseconds by percentile: p50, p90, p99, p99.9 and the largest.
    var latencyMicroseconds: [String: UInt64]
    /// Calls by the name of their error.
    var errors: [String: Int]
    /// The server's CPU seconds for 100,000 calls; nil without a pid.
    var serverCPUSecondsPer100kCalls: Double?
    var serverResidentKibibytes: Int?
    /// Cores that the harness itself used.
    var harnessCores: Double
    /// Figures of a debug build say little.
    var isDebugBuild: Bool

    init(
        workload: String, shape: String, meter: Meter, elapsed: Duration,
        server: (before: ProcessUsage, after: ProcessUsage)?,
        harness: (before: ProcessUsage, after: ProcessUsage)?
    ) {
        self.workload = workload
        self.shape = shape
        seconds = elapsed.inSeconds
        calls = Int(meter.latencies.totalCount)
        callsPerSecond = Double(calls) / seconds
        latencyMicroseconds = Dictionary(
            uniqueKeysWithValues: Self.percentiles.map {
                ($0.name, meter.latencies.valueAtPercentile($0.percent))
            })
        errors = meter.errors
        let hundredThousands = Double(max(calls, 1)) / 100_000
        serverCPUSecondsPer100kCalls = server.map {
            ($0.after.cpuSeconds - $0.before.cpuSeconds) / hundredThousands
        }
        serverResidentKibibytes = server?.after.residentKibibytes
        let harnessCPU = harness.map { $0.after.cpuSeconds - $0.before.cpuSeconds } ?? 0
        harnessCores = harnessCPU / elapsed.inSeconds
        isDebugBuild = Self.isDebugBuild
    }

    /// For machines.
    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            encoder.outputFormatting = [.sortedKeys]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// For people.
    var text: String {
        var lines = [
            "\(workload) \(shape): \(Int(callsPerSecond)) calls/s over \(Self.format(seconds)) s",
            "latency us: "
                + Self.percentiles.map { "\($0.name) \(latencyMicroseconds[$0.name] ?? 0)" }
                .joined(separator: "  "),
        ]
        if let cpu = serverCPUSecondsPer100kCalls, let memory = serverResidentKibibytes {
            lines.append(
                "server: \(Self.format(cpu)) CPU s per 100 k calls, \(memory) KiB resident")
        }
        lines.append("harness: \(Self.format(harnessCores)) cores")
        lines += errors.sorted { $0.key < $1.key }.map { "error \($0.key): \($0.value)" }
        if isDebugBuild { lines.append("warning: a debug build; use swift build -c release") }
        return lines.joined(separator: "\n")
    }

    private static let percentiles: [(name: String, percent: Double)] = [
        ("p50", 50), ("p90", 90), ("p99", 99), ("p99.9", 99.9), ("max", 100),
    ]

    private static func format(_ number: Double) -> String { String(format: "%.2f", number) }

    private static var isDebugBuild: Bool {
        #if DEBUG
            true
        #else
            false
        #endif
    }
}
