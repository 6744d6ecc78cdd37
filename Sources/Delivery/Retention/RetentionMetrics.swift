import Metrics
import Notifications

/// What is told of the store's size and of what is forgotten; no label carries personal data.
struct RetentionMetrics: Sendable {
    /// Shown where it does not grow: ten years and more are as good as for ever.
    static let daysMax = 3_650.0
    private static let secondsPerDay = 86_400.0

    private let factory: any MetricsFactory
    private let usedBytes: Gauge
    private let oldestSession: Gauge
    private let untilFull: Gauge

    init(factory: any MetricsFactory) {
        self.factory = factory
        usedBytes = Gauge(label: "paynotify_store_bytes", factory: factory)
        oldestSession = Gauge(label: "paynotify_store_oldest_session_seconds", factory: factory)
        untilFull = Gauge(label: "paynotify_store_until_full_seconds", factory: factory)
    }

    func show(_ figures: StoreFigures, daysUntilFull days: Double?, at now: Timestamp) {
        usedBytes.record(figures.usedBytes)
        let age = figures.oldestSession.map { now.since($0) } ?? .zero
        oldestSession.record(max(age, .zero) / .seconds(1))
        untilFull.record(min(days ?? Self.daysMax, Self.daysMax) * Self.secondsPerDay)
        for (status, count) in figures.removed {
            Gauge(
                label: "paynotify_notifications_removed",
                dimensions: [("status", status.rawValue)], factory: factory
            ).record(count)
        }
    }

    /// So many of the subject are gone.
    func forgot(_ count: Int, of subject: RetentionSubject) {
        Counter(
            label: "paynotify_forgotten_total", dimensions: [("what", subject.rawValue)],
            factory: factory
        ).increment(by: Int64(count))
    }
}
