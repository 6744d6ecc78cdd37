/// What one run measured; in JSON its keys are in snake case.
struct Measurement: Codable, Hashable, Sendable {
    /// The workload's canonical name: "echo", "read", "enable" or "notify".
    var workload: String
    var connections: Int
    /// Calls in flight on each connection.
    var inFlight: Int
    /// Calls a second that the schedule asked for; nil in a closed loop.
    var offeredPerSecond: Double?
    /// How long was measured, without the warm-up.
    var seconds: Double
    /// Calls that were answered, whatever the answer.
    var calls: Int
    var callsPerSecond: Double
    var latency: LatencySummary
    /// Calls by the name of their error: a gRPC code, NOT_SENT or OUTCOME_UNKNOWN.
    var errors: [String: Int] = [:]
    /// Decisions by outcome, and by reason where it was suppressed: "QUEUED", "SUPPRESSED/STALE".
    var outcomes: [String: Int] = [:]
    /// One entry a second, without gaps.
    var timeline: [Second] = []
    /// Nil: the server's process is not known.
    var server: ServerUsage?
    var generator: GeneratorUsage
    /// What makes the figures doubtful, a sentence each.
    var warnings: [String] = []
}

/// How long calls took, in microseconds.
///
/// In an open loop a call's time runs from the moment that the schedule had for it.
struct LatencySummary: Codable, Hashable, Sendable {
    var p50: Double
    var p75: Double
    var p90: Double
    var p99: Double
    var p999: Double
    var p9999: Double
    var max: Double
    var mean: Double
    /// The whole distribution, by ascending percentile.
    var curve: [CurvePoint]
}

/// One point of a latency curve.
struct CurvePoint: Codable, Hashable, Sendable {
    /// 0 to 100.
    var percentile: Double
    var microseconds: Double
}

/// What was answered within one second of a run.
struct Second: Codable, Hashable, Sendable {
    /// Whole seconds since the start of measuring.
    var offset: Int
    var calls: Int
    var errors: Int
    /// Microseconds, as the largest.
    var p50: Double
    var p99: Double
    var max: Double
}

/// What the server used during a run, by the kernel's account.
struct ServerUsage: Codable, Hashable, Sendable {
    var cpuSeconds: Double
    var cpuSecondsPer100kCalls: Double
    /// CPU seconds by seconds of the run.
    var cores: Double
    var residentKibibytesBefore: Int
    var residentKibibytesAfter: Int
    /// Resident memory for each idle connection that was opened; nil when there was none.
    var residentKibibytesPerIdleConnection: Double?
}

/// What the harness itself used during a run.
struct GeneratorUsage: Codable, Hashable, Sendable {
    /// Threads that made calls.
    var loops: Int
    /// CPU seconds by seconds of the run.
    var cores: Double
}
