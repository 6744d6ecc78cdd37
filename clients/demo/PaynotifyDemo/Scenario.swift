import Messages

/// A session of the demo: who it is about, and the calls in the order in which they are made.
struct DemoSession: Sendable {
    let id: String
    let plugin: Plugin
    let phone: String
    let language: String
    let customer: String
    let amount: String
    /// The calls; each wave of the demo makes the next one of every session.
    let calls: [Call]

    /// One call for a session.
    enum Call: Sendable {
        /// EnableNotifications for both phases.
        case enable
        /// NotifyStateChange; the event is named after the state and this number, so that a repeat
        /// with the same number is the same call.
        case notify(PaymentState, event: Int)

        static func notify(_ state: PaymentState) -> Call { .notify(state, event: 1) }
    }
}

/// The sessions of the demo: both plugins through all six states, with repeats and disorder.
enum Scenario {
    /// What a session goes through, by name.
    private static let journeys: [(name: String, calls: [DemoSession.Call])] = [
        ("paid", [.enable, .notify(.created), .notify(.pending), .notify(.paid), .notify(.paid)]),
        ("authorized", [.enable, .notify(.created), .notify(.authorized), .notify(.paid)]),
        ("canceled", [.enable, .notify(.created), .notify(.canceled), .notify(.failed)]),
        ("failed", [.enable, .notify(.created), .notify(.attempted), .notify(.failed)]),
        (
            "late-success",
            [.enable, .notify(.created), .notify(.failed), .notify(.paid), .notify(.failed)]
        ),
        ("expired", [.enable, .notify(.created), .notify(.expired), .notify(.expired, event: 2)]),
        ("disorder", [.enable, .notify(.paid), .notify(.created), .notify(.pending)]),
        (
            "late-enable",
            [.notify(.created), .notify(.paid), .enable, .notify(.paid, event: 2)]
        ),
        ("never-enabled", [.notify(.created), .notify(.paid), .notify(.refunded)]),
    ]

    /// How many calls the longest journey has.
    static let waves = journeys.map(\.calls.count).max() ?? 0

    static let sessions: [DemoSession] = [Plugin.paymentRequest, .eCommerce].flatMap { plugin in
        journeys.enumerated().map { index, journey in
            session(plugin, journey.name, journey.calls, number: index)
        }
    }

    private static func session(
        _ plugin: Plugin, _ name: String, _ calls: [DemoSession.Call], number: Int
    ) -> DemoSession {
        let isShop = plugin == .eCommerce
        let serial = number + (isShop ? journeys.count : 0)
        let isArabic = serial % 2 == 1
        return DemoSession(
            id: (isShop ? "shop-" : "link-") + name, plugin: plugin,
            phone: "+9655000\(1_000 + serial)", language: isArabic ? "ar" : "en",
            customer: isArabic ? "نورة" : "Noura", amount: "\(10 + serial).5", calls: calls)
    }
}
