import Metrics
import RPC

/// One loop's counters, made once each and kept.
///
/// A method gets a label of its own when the handler has shown that it knows it; any other name is
/// counted as `_OTHER`, so that callers cannot invent labels.
final class ServerMetrics {
    private let factory: any MetricsFactory
    private var methods: [MethodName: MethodMetrics] = [:]
    private let other: MethodMetrics
    private let received: Counter
    private let sent: Counter
    private var closed: [String: Counter] = [:]

    init(_ factory: any MetricsFactory) {
        self.factory = factory
        other = MethodMetrics("_OTHER", factory)
        received = Counter(label: "rpc_server_received_bytes_total", factory: factory)
        sent = Counter(label: "rpc_server_sent_bytes_total", factory: factory)
    }

    /// Counts a call that the handler answered.
    func answered(_ call: CallInFlight, _ code: RPCStatus.Code, at now: ContinuousClock.Instant) {
        let metrics = code == .unimplemented ? other : learned(call.method)
        metrics.count(code)
        metrics.timer.recordNanoseconds(nanoseconds(now - call.startedAt))
    }

    /// Counts a call that the server answered by itself.
    func refused(_ method: MethodName?, _ code: RPCStatus.Code) {
        let known = method.flatMap { methods[$0] }
        (known ?? other).count(code)
    }

    func moved(received: Int, sent: Int) {
        if received > 0 { self.received.increment(by: received) }
        if sent > 0 { self.sent.increment(by: sent) }
    }

    func closed(_ reason: CloseReason) {
        let label = reason.label
        let counter =
            closed[label]
            ?? Counter(
                label: "rpc_server_connections_closed_total", dimensions: [("reason", label)],
                factory: factory)
        closed[label] = counter
        counter.increment()
    }

    private func learned(_ method: MethodName) -> MethodMetrics {
        if let known = methods[method] { return known }
        let metrics = MethodMetrics("\(method.service)/\(method.method)", factory)
        methods[method] = metrics
        return metrics
    }

    private func nanoseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}

/// The counters of one method.
private final class MethodMetrics {
    let timer: Timer
    private let label: String
    private let factory: any MetricsFactory
    private var counters: [RPCStatus.Code: Counter] = [:]

    init(_ label: String, _ factory: any MetricsFactory) {
        self.label = label
        self.factory = factory
        timer = Timer(
            label: "rpc_server_call_duration_seconds", dimensions: [("method", label)],
            factory: factory)
    }

    func count(_ code: RPCStatus.Code) {
        if let counter = counters[code] { return counter.increment() }
        let counter = Counter(
            label: "rpc_server_calls_total", dimensions: [("method", label), ("code", code.name)],
            factory: factory)
        counters[code] = counter
        counter.increment()
    }
}
