import Messages

/// A payment of the soak: what its service calls, and when.
struct SoakSession: Hashable, Sendable {
    /// A call and its moment, in seconds since the begin of the run.
    struct Call: Hashable, Sendable {
        enum Kind: Hashable, Sendable {
            case enable
            case notify(PaymentState, event: Int)
        }

        var at: Double
        var kind: Kind
    }

    /// The place of its merchant.
    var merchant: Int
    /// Its name, unique in the run.
    var id: String
    var plugin: Plugin
    var phone: String
    var language: String
    /// How long the checkout link works, in scaled seconds; nil: its usual time.
    var linkLifetime: Int?
    /// In the order of their making.
    var calls: [Call]
}

/// All payments of a run, drawn from the seed.
///
/// The quiet merchants' payments are the same with and without the noisy merchant's.
struct SoakPlan: Sendable {
    let sessions: [SoakSession]

    /// The place of the merchant with half of all traffic.
    static let noisyMerchant = 0

    init(_ options: SoakOptions, isNoisy: Bool) {
        var numbers = SeededNumbers(seed: options.seed)
        let quiet = (0..<options.sessions / 2).map { index in
            let merchant = 1 + index % max(1, options.merchants - 1)
            let start = Double.random(in: 0..<options.seconds, using: &numbers)
            return Self.session(index, of: merchant, at: start, options, &numbers)
        }
        guard isNoisy else {
            sessions = quiet
            return
        }
        var noise = SeededNumbers(seed: options.seed ^ 0xA5A5)
        sessions =
            quiet
            + (quiet.count..<options.sessions).map { index in
                // Its payments come in ten gusts.
                let gust = Double(Int.random(in: 0..<10, using: &noise)) * options.seconds / 10
                let start = gust + Double.random(in: 0..<1, using: &noise)
                return Self.session(index, of: Self.noisyMerchant, at: start, options, &noise)
            }
    }

    private static func session(
        _ index: Int, of merchant: Int, at start: Double, _ options: SoakOptions,
        _ numbers: inout SeededNumbers
    ) -> SoakSession {
        let plugin: Plugin = numbers.happens(0.6) ? .paymentRequest : .eCommerce
        // A few people buy again and again: they meet the limit of a pair.
        let person =
            numbers.happens(0.02)
            ? Int.random(in: 0..<20, using: &numbers) : 1_000 + index
        return SoakSession(
            merchant: merchant, id: "s-\(index)", plugin: plugin,
            phone: "+9655\(1_000_000 + person)", language: numbers.happens(0.5) ? "en" : "ar",
            linkLifetime: numbers.happens(0.1) ? Int.random(in: 20...300, using: &numbers) : nil,
            calls: calls(plugin, at: start, options, &numbers))
    }

    private static func calls(
        _ plugin: Plugin, at start: Double, _ options: SoakOptions,
        _ numbers: inout SeededNumbers
    ) -> [SoakSession.Call] {
        var states = story(of: plugin, &numbers)
        // Services may tell of states in any order, and more than once.
        if states.count > 1, numbers.happens(0.05) { states.swapAt(0, states.count - 1) }
        if let last = states.last, numbers.happens(0.05) { states.append(last) }
        var calls = [SoakSession.Call(at: start, kind: .enable)]
        var moment = start
        for (event, state) in states.enumerated() {
            calls.append(.init(at: moment, kind: .notify(state, event: event)))
            moment += pause(options, &numbers)
        }
        // Enable often races the first state.
        if numbers.happens(0.03) { calls.swapAt(0, 1) }
        return calls
    }

    /// From none, where the next state follows at once, to a few minutes of scaled time.
    private static func pause(_ options: SoakOptions, _ numbers: inout SeededNumbers) -> Double {
        if numbers.happens(0.3) { return 0 }
        return min(Double.random(in: 0..<300, using: &numbers) / options.scale, options.seconds / 5)
    }

    private static func story(
        of plugin: Plugin, _ numbers: inout SeededNumbers
    ) -> [PaymentState] {
        let first: [PaymentState] = plugin == .paymentRequest ? [.created] : []
        let endings: [[PaymentState]] = [
            [.paid], [.paid], [.paid], [.paid], [.authorized], [.failed, .paid], [.failed],
            [.expired], [.canceled], [.pending, .attempted, .paid],
        ]
        let ending = endings[Int.random(in: 0..<endings.count, using: &numbers)]
        return first + ending
    }
}
