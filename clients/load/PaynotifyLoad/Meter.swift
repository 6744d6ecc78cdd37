import Histogram

/// What one caller measured.
struct Meter: Sendable {
    /// Latencies in microseconds, up to a minute.
    var latencies = Histogram<UInt64>(
        highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: .three)
    /// Calls by the name of their error.
    var errors: [String: Int] = [:]

    /// Counts an answered call.
    mutating func record(_ latency: Duration) {
        latencies.record(min(latency.microseconds, 60_000_000))
    }

    /// Adds what another caller measured.
    mutating func add(_ other: Meter) {
        latencies.add(other.latencies)
        errors.merge(other.errors, uniquingKeysWith: +)
    }
}

extension Duration {
    /// The whole microseconds in it; 0 for a negative one.
    var microseconds: UInt64 {
        let (seconds, attoseconds) = components
        return UInt64(max(0, seconds * 1_000_000 + attoseconds / 1_000_000_000_000))
    }

    /// The seconds in it.
    var inSeconds: Double { Double(microseconds) / 1_000_000 }
}
