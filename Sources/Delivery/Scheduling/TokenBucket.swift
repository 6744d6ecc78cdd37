/// Tokens that come at a rate and gather up to a burst: a machine without a clock.
///
/// Whatever the sequence, in any time t at most burst + rate · t tokens are taken out for good.
struct TokenBucket: Sendable {
    /// The burst as a share of what comes in a second; at least one token.
    static let burstShare = 0.1
    /// What arithmetic may lose of a token.
    private static let rounding = 1e-6

    /// Tokens a second.
    private(set) var rate: Double
    private var tokens = 0.0
    private var filledAt: Duration

    /// A bucket that was empty at the uptime.
    init(rate: Double, emptyAt uptime: Duration) {
        precondition(rate > 0, "a bucket fills")
        self.rate = rate
        filledAt = uptime
    }

    /// The most tokens that gather.
    var burst: Double { max(1, rate * Self.burstShare) }

    /// Lets tokens come until the uptime; an earlier one than before changes nothing.
    mutating func fill(at uptime: Duration) {
        guard uptime > filledAt else { return }
        tokens = min(burst, tokens + rate * (uptime - filledAt).inSeconds)
        filledAt = uptime
    }

    /// Goes on with another rate.
    mutating func setRate(_ rate: Double, at uptime: Duration) {
        precondition(rate > 0, "a bucket fills")
        fill(at: uptime)
        self.rate = rate
        tokens = min(tokens, burst)
    }

    /// Whether a token is there since the last filling.
    var hasToken: Bool { tokens >= 1 - Self.rounding }

    /// Takes one out.
    mutating func take() {
        precondition(hasToken, "a token is taken where there is one")
        tokens = max(0, tokens - 1)
    }

    /// Puts one back that was not used.
    mutating func putBack() { tokens = min(burst, tokens + 1) }

    /// The time until so many are there, at most the burst; counted from the last filling.
    func wait(for count: Double) -> Duration {
        let missing = min(count, burst) - tokens
        guard missing > Self.rounding else { return .zero }
        return .nanoseconds(Int64((missing / rate * 1e9).rounded(.up)))
    }
}
