import Metrics
import Synchronization

/// How many connections all loops of a server have, against the limit.
final class ConnectionCount: Sendable {
    private let count = Atomic(0)
    private let max: Int
    private let gauge: Gauge
    private let turnedAway: Counter

    init(max: Int, _ factory: any MetricsFactory) {
        self.max = max
        gauge = Gauge(label: "rpc_server_connections", factory: factory)
        turnedAway = Counter(label: "rpc_server_connections_refused_total", factory: factory)
    }

    /// Counts one more, unless the limit is reached.
    func take() -> Bool {
        let (_, now) = count.wrappingAdd(1, ordering: .relaxed)
        if now > max {
            count.wrappingSubtract(1, ordering: .relaxed)
            turnedAway.increment()
            return false
        }
        gauge.record(now)
        return true
    }

    /// Counts one less.
    func giveBack() {
        let (_, now) = count.wrappingSubtract(1, ordering: .relaxed)
        gauge.record(now)
    }

    /// Counts a connection that was closed because descriptors ran out.
    func turnAway() {
        turnedAway.increment()
    }
}
