import Foundation

@testable import PaynotifyLoad

/// Measurements that nobody measured, for the tests of reports.
enum MadeUp {
    /// A run whose latencies grow with its number.
    static func run(_ number: Int, workload: String = "notify") -> PaynotifyLoad.Measurement {
        let base = 120.0 * Double(number * number + 1)
        let curve = [0, 10, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99, 100].map {
            CurvePoint(percentile: $0, microseconds: latency(at: $0, base))
        }
        let timeline = (0..<20).map { offset in
            Second(
                offset: offset, calls: 90_000 / (number + 1) - offset % 4 * 3_000, errors: 0,
                p50: base, p99: base * (offset % 7 == 3 ? 14 : 6), max: base * 40)
        }
        return PaynotifyLoad.Measurement(
            workload: workload, connections: 64, inFlight: 16,
            offeredPerSecond: number == 2 ? 45_000 : nil, seconds: 20,
            calls: 1_700_000 / (number + 1), callsPerSecond: 85_000 / Double(number + 1),
            latency: LatencySummary(
                p50: latency(at: 50, base), p75: latency(at: 75, base),
                p90: latency(at: 90, base), p99: latency(at: 99, base),
                p999: latency(at: 99.9, base), p9999: latency(at: 99.99, base),
                max: latency(at: 100, base), mean: base * 1.2, curve: curve),
            outcomes: ["QUEUED": 1_660_000 / (number + 1), "SUPPRESSED/STALE": 40_000],
            timeline: timeline,
            server: ServerUsage(
                cpuSeconds: 17, cpuSecondsPer100kCalls: 1.02, cores: 0.86,
                residentKibibytesBefore: 70_000, residentKibibytesAfter: 92_160),
            generator: GeneratorUsage(loops: 1, cores: 0.41))
    }

    private static func latency(at percentile: Double, _ base: Double) -> Double {
        base * pow(max(100 - percentile, 0.005) / 50, -0.6)
    }

    static let machine = MachineFacts(
        cores: 2, kernel: "Linux 6.1", processor: "A processor", memoryMebibytes: 8_192,
        isDebugBuild: false, load: 0.25)

    static func report(runs: Int) -> Report {
        Report(
            title: "paynotify bench", machine: machine,
            figures: [
                Figure(name: "echo 64x16", value: 912_345, unit: "calls/s", floor: 2_200_000),
                Figure(name: "echo 64x16 server", value: 0.0861, unit: "CPU s/100k", floor: 0.04),
                Figure(name: "notify with delivery", value: 42.5, unit: "calls/s"),
            ], runs: (0..<runs).map { run($0) })
    }
}
