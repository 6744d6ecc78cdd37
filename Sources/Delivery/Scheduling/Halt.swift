import Notifications

/// A stop under way, by the clock that only grows.
struct Halt: Hashable, Sendable {
    /// Where it stands.
    enum Phase: Hashable, Sendable {
        /// Nothing is sent.
        case resting
        /// Meta is asked whether it would go.
        case asking
        /// Messages are tried one by one; so many succeeded.
        case trying(successes: Int)
    }

    let cause: SenderStop.Cause
    let code: Int
    let since: Timestamp
    private(set) var length: Duration
    private(set) var until: Duration
    /// Who saw the reason: delivery itself, or the store in what Meta said otherwise.
    let source: SenderStop.Source
    var phase = Phase.resting

    /// The longest time that Meta's news may stop a number for.
    private static let newsLongest = Duration.seconds(31 * 86_400)

    /// Begins a stop; without a length it takes the first one of its cause.
    init(_ cause: SenderStop.Cause, code: Int, for length: Duration? = nil, at now: ClockReading) {
        self.cause = cause
        self.code = code
        since = now.wall
        self.length = length ?? StopTerms(of: cause).first
        until = now.uptime + self.length
        source = .send
    }

    /// Goes on with a stop that was stored.
    init(_ stop: SenderStop, at now: ClockReading) {
        cause = stop.cause
        code = stop.code
        since = stop.since
        let terms = StopTerms(of: stop.cause)
        // The time of day may have been set since: no stop is longer than its cause allows.
        length = min(max(terms.first, stop.until.since(stop.since)), terms.longest)
        source = stop.source
        // Meta's own end counts; after it, tries are as far apart as after any other stop.
        let rest = source == .news ? Self.newsLongest : length
        until = min(now.uptime(of: stop.until), now.uptime + rest)
    }

    /// Rests once more: after a failed try, twice as long.
    mutating func extend(at now: ClockReading) {
        length = min(length * 2, max(StopTerms(of: cause).longest, length))
        until = now.uptime + length
        phase = .resting
    }

    /// Ends the rest before its time.
    mutating func shorten() {
        if phase == .resting { until = .zero }
    }

    /// As it is stored and shown.
    func stop(of number: PhoneNumberID, merchant: MerchantID?, at now: ClockReading) -> SenderStop {
        SenderStop(
            number: number, merchant: merchant, cause: cause, code: code, since: since,
            until: now.wall + (until - now.uptime), source: source)
    }
}
