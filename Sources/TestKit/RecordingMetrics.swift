package import Metrics
import Synchronization

/// Keeps the metrics' values, so that a test can read them.
package final class RecordingMetrics: MetricsFactory {
    private let kept = Mutex<[String: [Int64]]>([:])

    package init() {}

    /// The sum of a counter, or of a timer's nanoseconds, written `label{key=value,…}`.
    package func total(_ name: String) -> Int64 {
        kept.withLock { $0[name]?.reduce(0, +) ?? 0 }
    }

    /// How many values a metric was given.
    package func count(_ name: String) -> Int {
        kept.withLock { $0[name]?.count ?? 0 }
    }

    /// The value that a gauge was given last.
    package func last(_ name: String) -> Int64? {
        kept.withLock { $0[name]?.last }
    }

    /// The names of all that was given a value.
    package var names: [String] { kept.withLock { $0.keys.sorted() } }

    fileprivate func add(_ value: Int64, to name: String) {
        kept.withLock { $0[name, default: []].append(value) }
    }

    package func makeCounter(
        label: String, dimensions: [(String, String)]
    ) -> any CounterHandler {
        Recorder(label, dimensions, self)
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        Recorder(label, dimensions, self)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        Recorder(label, dimensions, self)
    }

    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}
}

private final class Recorder: CounterHandler, RecorderHandler, TimerHandler {
    private let name: String
    private let metrics: RecordingMetrics

    init(_ label: String, _ dimensions: [(String, String)], _ metrics: RecordingMetrics) {
        let pairs = dimensions.map { "\($0)=\($1)" }.joined(separator: ",")
        name = pairs.isEmpty ? label : "\(label){\(pairs)}"
        self.metrics = metrics
    }

    func increment(by amount: Int64) { metrics.add(amount, to: name) }
    func reset() {}
    func record(_ value: Int64) { metrics.add(value, to: name) }
    func record(_ value: Double) { metrics.add(Int64(value), to: name) }
    func recordNanoseconds(_ duration: Int64) { metrics.add(duration, to: name) }
}
