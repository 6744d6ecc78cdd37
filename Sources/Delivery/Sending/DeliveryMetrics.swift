import Metrics
import Notifications

/// What delivery counts and measures; no label carries personal data, or an id but those of a few
/// sender numbers.
struct DeliveryMetrics: Sendable {
    /// Sender numbers that have metrics of their own.
    static let numbersMax = 64

    private let factory: any MetricsFactory
    private let sendTimer: Timer
    private let inFlight: Gauge
    private let pairWaits: Counter
    private let unclassified: Counter
    private let kept: Counter
    private let expired: Counter

    init(factory: any MetricsFactory) {
        self.factory = factory
        sendTimer = Timer(label: "paynotify_delivery_send_seconds", factory: factory)
        inFlight = Gauge(label: "paynotify_delivery_in_flight", factory: factory)
        pairWaits = Counter(label: "paynotify_delivery_pair_waits_total", factory: factory)
        unclassified = Counter(label: "paynotify_meta_unclassified_total", factory: factory)
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
        guard case .refused(let code, let refusal, _) = result else { return }
        if refusal == .unclassified { unclassified.increment() }
        Counter(
            label: "paynotify_meta_refusals_total", dimensions: [("code", "\(code)")],
            factory: factory
        ).increment()
    }

    /// A message left so long after it was due.
    func dwelt(_ duration: Duration, in lane: Lane) {
        Timer(
            label: "paynotify_delivery_dwell_seconds", dimensions: lane.dimensions,
            factory: factory
        ).record(duration: max(duration, .zero))
    }

    /// So many notifications are between choice and result.
    func setInFlight(_ count: Int) { inFlight.record(count) }

    /// The lane's oldest due notification has waited so long.
    func setLag(_ duration: Duration, of lane: Lane) {
        Gauge(
            label: "paynotify_delivery_lag_seconds", dimensions: lane.dimensions, factory: factory
        ).record(max(duration, .zero).inSeconds)
    }

    /// What keeps queues and numbers from sending, as the store had it.
    func show(_ survey: Scheduler.Survey) {
        for reason in HoldReason.allCases {
            Gauge(
                label: "paynotify_queues_held", dimensions: [("reason", reason.rawValue)],
                factory: factory
            ).record(survey.queues.count { $0.hold == reason })
        }
        for cause in SenderStop.Cause.allCases {
            Gauge(
                label: "paynotify_numbers_stopped", dimensions: [("cause", cause.rawValue)],
                factory: factory
            ).record(survey.senders.count { $0.stops.contains { $0.cause == cause } })
        }
    }

    /// Registered templates, by how they stand with Meta.
    func show(_ counts: [TemplateStatus: Int]) {
        for status in TemplateStatus.allCases {
            Gauge(
                label: "paynotify_templates", dimensions: [("status", status.rawValue)],
                factory: factory
            ).record(counts[status] ?? 0)
        }
    }

    /// The number sends so many messages a second, so many of them at once; of the first ``numbersMax``
    /// numbers alone.
    func setRates(_ senders: [SenderWork]) {
        for sender in senders.prefix(Self.numbersMax) {
            guard let number = sender.number, let rate = sender.rate?.rate else { continue }
            let dimensions = [("number", number.rawValue)]
            Gauge(label: "paynotify_delivery_rate", dimensions: dimensions, factory: factory)
                .record(rate)
            Gauge(
                label: "paynotify_delivery_in_flight_limit", dimensions: dimensions,
                factory: factory
            ).record(sender.inFlightLimit)
        }
    }

    /// So many messages were laid aside for their recipients.
    func waitedForRecipients(_ count: Int) { if count > 0 { pairWaits.increment(by: count) } }

    /// A number stopped, stays stopped for longer or goes on.
    func changed(_ change: SenderHealth.Change) {
        Counter(
            label: "paynotify_delivery_stops_total",
            dimensions: [
                ("change", change.kind.rawValue), ("cause", change.cause.rawValue.lowercased()),
            ],
            factory: factory
        ).increment()
    }

    /// A result could not be stored at the first try.
    func keptResult() { kept.increment() }

    /// So many were asked to expire.
    func expired(_ count: Int) { expired.increment(by: count) }

    /// Meta was asked about a sender number.
    func askedForSender(_ result: String) {
        Counter(
            label: "paynotify_sender_questions_total", dimensions: [("result", result)],
            factory: factory
        ).increment()
    }

    /// Meta was asked what an authenticator's token reaches.
    func askedForClaim(_ result: String) {
        Counter(
            label: "paynotify_authenticator_questions_total", dimensions: [("result", result)],
            factory: factory
        ).increment()
    }

    /// Numbers that nothing comes back of.
    func setSilent(_ count: Int) {
        Gauge(label: "paynotify_senders_silent", dimensions: [], factory: factory).record(count)
    }

    /// A binding was compared, or could not be.
    func verified(_ result: String) {
        Counter(
            label: "paynotify_template_verifications_total", dimensions: [("result", result)],
            factory: factory
        ).increment()
    }
}

extension Lane {
    fileprivate var dimensions: [(String, String)] {
        switch self {
        case .postPayment: [("lane", "post_payment")]
        case .prePayment: [("lane", "pre_payment")]
        case .replay: [("lane", "replay")]
        }
    }
}

extension SendResult {
    /// Its class, one of a few.
    var metricLabel: String {
        switch self {
        case .accepted(_, let isHeld, _): isHeld ? "held" : "accepted"
        case .refused(_, .retry, _), .refused(_, .retryOnce, _): "refused_retry"
        case .refused(_, .pairLimit, _), .refused(_, .throughput, _): "refused_limit"
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
