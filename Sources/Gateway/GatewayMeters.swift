import CoreMetrics
import Notifications
import WhatsApp

/// What the gateway counts; every series exists from the start, at 0.
struct GatewayMeters: Sendable {
    /// How a webhook ended.
    enum Outcome: String, CaseIterable, Sendable {
        case stored, malformed, unavailable
        case unknownAuthenticator = "unknown_authenticator"
        case tooLarge = "too_large"
        case badSignature = "bad_signature"
    }

    private let factory: any MetricsFactory
    private let webhooks: [Outcome: Counter]
    private let ignored: [IgnoredUpdate: Counter]
    private let unused: [IgnoredNews: Counter]
    private let receipts: Counter
    private let templateEvents: Counter
    private let consents: Counter
    private let customerChanges: Counter
    private let accountEvents: Counter
    private let refused: Counter
    private let handshakes: [Bool: Counter]
    /// From a signature found good to the durable end.
    let duration: CoreMetrics.Timer

    init(factory: any MetricsFactory) {
        self.factory = factory
        func counter(_ label: String, _ dimension: String, _ value: String) -> Counter {
            Counter(label: label, dimensions: [(dimension, value)], factory: factory)
        }
        webhooks = Dictionary(
            uniqueKeysWithValues: Outcome.allCases.map {
                ($0, counter("paynotify_webhooks_total", "outcome", $0.rawValue))
            })
        let updates = "paynotify_webhook_updates_total"
        ignored = Dictionary(
            uniqueKeysWithValues: IgnoredUpdate.allCases.map {
                ($0, counter(updates, "kind", "ignored_\($0.rawValue)"))
            })
        unused = Dictionary(
            uniqueKeysWithValues: IgnoredNews.allCases.map {
                ($0, counter(updates, "kind", $0.label))
            })
        receipts = counter(updates, "kind", "receipt")
        templateEvents = counter(updates, "kind", "template_event")
        consents = counter(updates, "kind", "consent")
        customerChanges = counter(updates, "kind", "customer_change")
        accountEvents = counter(updates, "kind", "account_event")
        refused = counter(updates, "kind", "refused")
        handshakes = [
            true: counter("paynotify_webhook_handshakes_total", "outcome", "accepted"),
            false: counter("paynotify_webhook_handshakes_total", "outcome", "refused"),
        ]
        duration = Timer(label: "paynotify_webhook_seconds", dimensions: [], factory: factory)
    }

    func count(_ outcome: Outcome) { webhooks[outcome]?.increment() }

    func countHandshake(accepted: Bool) { handshakes[accepted]?.increment() }

    /// Updates that the store's rules refused for good.
    func countRefused(_ number: Int) { refused.increment(by: number) }

    /// News that the store had no use for.
    func count(_ news: IgnoredNews) { unused[news]?.increment() }

    func count(_ event: WebhookEvent) {
        switch event {
        case .receipt(let report):
            receipts.increment()
            if report.status == .failed { countFailure(report.code) }
        case .templateEvent: templateEvents.increment()
        case .consent: consents.increment()
        case .customerChange: customerChanges.increment()
        case .accountEvent: accountEvents.increment()
        case .ignored(let kind): ignored[kind]?.increment()
        }
    }

    /// Codes that Meta does not document are one: whoever signs a webhook could name any.
    private func countFailure(_ code: Int) {
        let label = ErrorCodeTable.entry(for: code) == nil ? "other" : "\(code)"
        Counter(
            label: "paynotify_receipts_failed_total", dimensions: [("code", label)],
            factory: factory
        ).increment()
    }
}

extension IgnoredNews {
    /// The label of its metric.
    fileprivate var label: String {
        switch self {
        case .foreign: "ignored_foreign"
        case .stale: "ignored_stale"
        case .notYet: "put_off"
        case .unattributed: "consent_unattributed"
        }
    }
}
