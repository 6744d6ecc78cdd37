import Metrics
import Notifications

/// What delivery counts and measures; no label carries an id or personal data.
struct DeliveryMetrics: Sendable {
    private let factory: any MetricsFactory
    private let sendTimer: Timer
    private let inFlight: Gauge
    private let lag: Gauge
    private let kept: Counter
    private let expired: Counter

    init(factory: any MetricsFactory) {
        self.factory = factory
        sendTimer = Timer(label: "paynotify_delivery_send_seconds", factory: factory)
        inFlight = Gauge(label: "paynotify_delivery_in_flight", factory: factory)
        lag = Gauge(label: "paynotify_delivery_lag_seconds", factory: factory)
        kept = Counter(label: "paynotify_delivery_results_kept_total", factory: factory)
        expired = Counter(label: "paynotify_delivery_expired_total", factory: factory)
    }

    /// A send ended.
    func sent(_ result: SendResult, took duration: Duration) {
        Counter(
            label: "paynotify_delivery_sends_total", dimensions: [("result", result.metricLabel)],
            factory: factory
        ).increment()
        sendTimer.record(duration: duration)
    }

    /// So many notifications are between choice and result.
    func setInFlight(_ count: Int) { inFlight.record(count) }

    /// The oldest due notification, or the oldest to expire, has waited so long.
    func setLag(_ duration: Duration) { lag.record(duration / .seconds(1)) }

    /// A result could not be stored at the first try.
    func keptResult() { kept.increment() }

    /// So many were asked to expire.
    func expired(_ count: Int) { expired.increment(by: count) }

    /// A binding was compared, or could not be.
    func verified(_ result: String) {
        Counter(
            label: "paynotify_template_verifications_total", dimensions: [("result", result)],
            factory: factory
        ).increment()
    }
}

extension SendResult {
    /// Its class, one of a few.
    var metricLabel: String {
        switch self {
        case .accepted(_, let isHeld): isHeld ? "held" : "accepted"
        case .refused(_, .retry, _): "refused_retry"
        case .refused(_, .unclassified, _): "refused_unclassified"
        case .refused: "refused_stop"
        case .notSent: "not_sent"
        case .unknown: "unknown"
        }
    }

    /// Meta's code where there was one; else 0.
    var code: Int {
        switch self {
        case .refused(let code, _, _), .unknown(let code, _): code
        case .accepted, .notSent: 0
        }
    }
}
