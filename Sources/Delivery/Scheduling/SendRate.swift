/// How fast a sender number sends: a bucket whose rate is halved when Meta says that it was too fast,
/// and climbs back to the ceiling.
///
/// It was empty when delivery began, so that a restart never sends more than Meta counts.
struct SendRate: Sendable {
    /// What the rate gains in a second, as a share of the ceiling.
    static let gainShare = 0.05
    /// Where it starts again after a stop, as a share of the ceiling.
    static let restartShare = 0.1
    /// Messages a second that even the slowest number keeps.
    static let lowest = 1.0
    /// How long a cut holds off the next one: refusals of messages in flight tell of the same.
    static let cutInterval = Duration.seconds(1)

    /// Messages a second that Meta takes.
    private(set) var ceiling: Double
    private var bucket: TokenBucket
    private var raisedAt = Duration.zero
    private var cutAt: Duration?

    init(ceiling: Int) {
        self.ceiling = max(Self.lowest, Double(ceiling))
        bucket = TokenBucket(rate: self.ceiling, emptyAt: .zero)
    }

    /// Messages a second.
    var rate: Double { bucket.rate }

    /// Whether a message may leave.
    mutating func mayTake(at uptime: Duration) -> Bool {
        advance(to: uptime)
        return bucket.hasToken
    }

    /// A message is chosen, after ``mayTake(at:)`` allowed it.
    mutating func take() { bucket.take() }

    /// A chosen message did not leave.
    mutating func putBack() { bucket.putBack() }

    /// When it is worth to choose again: a few tokens share a commit.
    mutating func nextTurn(at uptime: Duration) -> Duration {
        advance(to: uptime)
        return uptime + bucket.wait(for: max(1, bucket.burst / 2))
    }

    /// Meta said that the number sends too fast.
    mutating func cut(at uptime: Duration) {
        advance(to: uptime)
        if let cutAt, uptime - cutAt < Self.cutInterval { return }
        cutAt = uptime
        bucket.setRate(max(Self.lowest, rate / 2), at: uptime)
    }

    /// Starts low after a stop.
    mutating func restart(at uptime: Duration) {
        advance(to: uptime)
        let low = max(Self.lowest, ceiling * Self.restartShare)
        bucket.setRate(min(rate, low), at: uptime)
    }

    /// Meta said how much the number may send.
    mutating func setCeiling(_ messagesPerSecond: Int, at uptime: Duration) {
        advance(to: uptime)
        ceiling = max(Self.lowest, Double(messagesPerSecond))
        bucket.setRate(min(rate, ceiling), at: uptime)
    }

    private mutating func advance(to uptime: Duration) {
        // The lower rate of the time that passed: never too much.
        bucket.fill(at: uptime)
        guard uptime > raisedAt else { return }
        let gain = ceiling * Self.gainShare * (uptime - raisedAt).inSeconds
        raisedAt = uptime
        if rate < ceiling { bucket.setRate(min(ceiling, rate + gain), at: uptime) }
    }
}
