import Foundation

/// What `paynotify-floor store` prints.
struct StoreFloorResult: Codable, Hashable, Sendable {
    var seconds: Double
    var calls: Int
    var callsPerSecond: Double
    var commitsPerSecond: Double
    var callsPerCommit: Double
    var cpuSecondsPer100kCalls: Double
    var meanMicroseconds: Double
    /// Pairs of a percentile and its microseconds, ascending.
    var percentiles: [[Double]]
    var checkpoints: Int
    var checkpointSecondsMax: Double
    /// Of the time, from 0 to 1.
    var checkpointShare: Double
    /// Pages of the write-ahead log.
    var logPagesPerCall: Double
    var residentKibibytes: Int

    enum CodingKeys: String, CodingKey {
        case seconds, calls, percentiles, checkpoints
        case callsPerSecond = "calls_per_second"
        case commitsPerSecond = "commits_per_second"
        case callsPerCommit = "calls_per_commit"
        case cpuSecondsPer100kCalls = "cpu_seconds_per100k_calls"
        case meanMicroseconds = "mean_microseconds"
        case checkpointSecondsMax = "checkpoint_seconds_max"
        case checkpointShare = "checkpoint_share"
        case logPagesPerCall = "log_pages_per_call"
        case residentKibibytes = "resident_kibibytes"
    }

    /// Reads the last line of what was printed.
    init(output: String) throws {
        let line = output.split(separator: "\n").last ?? ""
        self = try JSONDecoder().decode(Self.self, from: Data(line.utf8))
    }

    /// Microseconds at a percentile that was printed, or at the next one above.
    func latency(at percentile: Double) -> Double {
        let pair = percentiles.first { $0.count == 2 && $0[0] >= percentile - 1e-9 }
        return pair?[1] ?? 0
    }

    /// As a run beside others; the floor is both server and generator.
    func measurement(batch: Int) -> Measurement {
        let curve = percentiles.filter { $0.count == 2 }.map {
            CurvePoint(percentile: $0[0], microseconds: $0[1])
        }
        let latency = LatencySummary(
            p50: latency(at: 50), p75: latency(at: 75), p90: latency(at: 90), p99: latency(at: 99),
            p999: latency(at: 99.9), p9999: latency(at: 99.99), max: latency(at: 100),
            mean: meanMicroseconds, curve: curve)
        let cores = cpuSecondsPer100kCalls * callsPerSecond / 100_000
        return Measurement(
            workload: "floor store", connections: 1, inFlight: batch, seconds: seconds,
            calls: calls, callsPerSecond: callsPerSecond, latency: latency,
            server: ServerUsage(
                cpuSeconds: cores * seconds, cpuSecondsPer100kCalls: cpuSecondsPer100kCalls,
                cores: cores, residentKibibytesBefore: residentKibibytes,
                residentKibibytesAfter: residentKibibytes),
            generator: GeneratorUsage(loops: 1, cores: 0))
    }
}
