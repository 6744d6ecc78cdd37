import Notifications

/// How many messages of a sender number may be in flight at once: as many as its rate needs at Meta's
/// latency, so that the rate limits it and not the window; fewer after Meta failed to answer.
///
/// By Little's law a rate needs rate × latency places. A failure halves the window, and each window of
/// answers gives some places back, as TCP does it (RFC 5681).
struct InFlightWindow: Sendable {
    /// The share of the lowest latency that there is room for: a usual answer takes longer.
    static let latencyShare = 2.0
    /// What a place is taken for beside Meta's answer: a burst leaves at once, and arm and result wait
    /// for their commits.
    static let ownTime = Duration.milliseconds(200)
    /// While Meta's latency is not known.
    static let start = 32
    /// What failures leave.
    static let lowest = 4
    /// Places that a window of answers gives back.
    static let gain = 4.0

    /// The most there ever are.
    let max: Int
    private var latency = LowestLatency()
    /// What failures left of the most.
    private var allowance: Double
    private var cutAt = Duration.zero

    init(max: Int) {
        precondition(max > 0, "a message has a place")
        self.max = max
        allowance = Double(max)
    }

    /// The places of a number with so many messages a second.
    func limit(rate: Double) -> Int {
        let latency = latency.value?.inSeconds
        let needed = latency.map { rate * (Self.latencyShare * $0 + Self.ownTime.inSeconds) }
        let places = min(needed ?? Double(Self.start), allowance).rounded()
        return min(max, Swift.max(Self.lowest, Int(places)))
    }

    /// What became of a message of such a number, so long after it was handed over.
    mutating func record(
        _ result: SendResult, took duration: Duration, rate: Double, at uptime: Duration
    ) {
        switch result {
        case .accepted:
            latency.record(duration, at: uptime)
            allowance = min(Double(max), allowance + Self.gain / allowance)
        case .refused: break
        case .notSent, .unknown:
            // One that was on its way at the last cut tells of the same.
            guard uptime - duration >= cutAt else { return }
            allowance = Swift.max(Double(Self.lowest), Double(limit(rate: rate)) / 2)
            cutAt = uptime
        }
    }
}
