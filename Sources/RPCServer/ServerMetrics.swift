import Metrics
import RPC
import Time

/// One loop's counters, made once each and kept.
///
/// A method that the handler has gets a label of its own; any other name is counted as `_OTHER`, so
/// that callers cannot invent labels. Calls are counted here and told to the factory by the round,
/// before their answers are sent: who has an answer finds it counted.
final class ServerMetrics {
    private let factory: any MetricsFactory
    private let names: [MethodName]
    /// By the method's number; nil until it is called.
    private var methods: [MethodMetrics?]
    private let other: MethodMetrics
    private let received: Counter
    private let sent: Counter
    private var closed: [String: Counter] = [:]
    private var refused: [String: Counter] = [:]

    init(_ factory: any MetricsFactory, _ methods: MethodNames) {
        self.factory = factory
        names = methods.names
        self.methods = Array(repeating: nil, count: methods.names.count)
        other = MethodMetrics("_OTHER", factory)
        received = Counter(label: "rpc_server_received_bytes_total", factory: factory)
        sent = Counter(label: "rpc_server_sent_bytes_total", factory: factory)
    }

    /// Counts a call that the handler answered.
    func answered(_ call: CallInFlight, _ code: RPCStatus.Code, at now: Moment) {
        let metrics = metrics(of: call.method)
        metrics.count(code)
        metrics.record(now.nanoseconds - call.startedAt.nanoseconds)
    }

    /// Counts a call that the server answered by itself.
    func refused(_ method: Int?, _ status: RPCStatus) {
        metrics(of: method).count(status.code)
        let reason = status.reason ?? status.code.name
        Self.counter(&refused, "rpc_server_refusals_total", reason, factory).increment()
    }

    /// Tells what was counted since the last time.
    func tellCalls() {
        other.tell()
        for metrics in methods { metrics?.tell() }
    }

    func moved(received: Int, sent: Int) {
        if received > 0 { self.received.increment(by: received) }
        if sent > 0 { self.sent.increment(by: sent) }
    }

    func closed(_ reason: CloseReason) {
        let label = "rpc_server_connections_closed_total"
        Self.counter(&closed, label, reason.label, factory).increment()
    }

    /// The counter of a reason, made when it is needed first.
    private static func counter(
        _ known: inout [String: Counter], _ label: String, _ reason: String,
        _ factory: any MetricsFactory
    ) -> Counter {
        if let counter = known[reason] { return counter }
        let counter = Counter(label: label, dimensions: [("reason", reason)], factory: factory)
        known[reason] = counter
        return counter
    }

    private func metrics(of method: Int?) -> MethodMetrics {
        guard let method else { return other }
        if let known = methods[method] { return known }
        let name = names[method]
        let metrics = MethodMetrics("\(name.service)/\(name.method)", factory)
        methods[method] = metrics
        return metrics
    }
}

/// The counters of one method.
private final class MethodMetrics {
    private let timer: Timer
    private let label: String
    private let factory: any MetricsFactory
    /// By the code's number.
    private var counters: [Counter?]
    /// Calls counted since the last report, by the code's number.
    private var counts: [Int]
    private var hasCounted = false

    init(_ label: String, _ factory: any MetricsFactory) {
        self.label = label
        self.factory = factory
        let codes = RPCStatus.Code.allCases.count
        counters = Array(repeating: nil, count: codes)
        counts = Array(repeating: 0, count: codes)
        timer = Timer(
            label: "rpc_server_call_duration_seconds", dimensions: [("method", label)],
            factory: factory)
    }

    func count(_ code: RPCStatus.Code) {
        counts[Int(code.rawValue)] += 1
        hasCounted = true
    }

    func record(_ nanoseconds: Int64) {
        timer.recordNanoseconds(nanoseconds)
    }

    func tell() {
        guard hasCounted else { return }
        hasCounted = false
        for code in RPCStatus.Code.allCases where counts[Int(code.rawValue)] > 0 {
            counter(of: code).increment(by: counts[Int(code.rawValue)])
            counts[Int(code.rawValue)] = 0
        }
    }

    private func counter(of code: RPCStatus.Code) -> Counter {
        if let counter = counters[Int(code.rawValue)] { return counter }
        let counter = Counter(
            label: "rpc_server_calls_total", dimensions: [("method", label), ("code", code.name)],
            factory: factory)
        counters[Int(code.rawValue)] = counter
        return counter
    }
}
