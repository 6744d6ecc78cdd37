import Notifications

/// How long a number stops for a cause, and how it goes on.
struct StopTerms: Hashable, Sendable {
    /// The first stop; after a failed try it is twice as long.
    var first: Duration
    var longest: Duration
    /// The messages that are tried one by one and have to succeed before it goes on; 0: it just goes
    /// on.
    var probes: Int

    init(of cause: SenderStop.Cause) {
        switch cause {
        case .failing: self.init(first: .seconds(15), longest: .seconds(300), probes: 3)
        case .credentials: self.init(first: .seconds(60), longest: .seconds(60), probes: 1)
        case .restricted: self.init(first: .seconds(60), longest: .seconds(3_600), probes: 1)
        case .spam: self.init(first: .seconds(900), longest: .seconds(14_400), probes: 1)
        case .busy, .accountRate:
            self.init(first: .seconds(60), longest: .seconds(3_600), probes: 0)
        }
    }

    private init(first: Duration, longest: Duration, probes: Int) {
        self.first = first
        self.longest = longest
        self.probes = probes
    }
}

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
    /// Whether news of the account brought it about.
    let isByNews: Bool
    var phase = Phase.resting

    /// The longest time that Meta's news may stop a number for.
    private static let newsLongest = Duration.seconds(31 * 86_400)

    /// Begins a stop; without a length it takes the first one of its cause.
    init(_ cause: SenderStop.Cause, code: Int, for length: Duration? = nil, at now: Moment) {
        self.cause = cause
        self.code = code
        since = now.wall
        self.length = length ?? StopTerms(of: cause).first
        until = now.uptime + self.length
        isByNews = false
    }

    /// Goes on with a stop that was stored.
    init(_ stop: SenderStop, at now: Moment) {
        cause = stop.cause
        code = stop.code
        since = stop.since
        let terms = StopTerms(of: stop.cause)
        // The time of day may have been set since: no stop is longer than its cause allows.
        length = min(max(terms.first, stop.until.since(stop.since)), terms.longest)
        isByNews = stop.isByNews
        // Meta's own end counts; after it, tries are as far apart as after any other stop.
        let rest = isByNews ? Self.newsLongest : length
        until = min(now.uptime(of: stop.until), now.uptime + rest)
    }

    /// Rests once more: after a failed try, twice as long.
    mutating func extend(at now: Moment) {
        length = min(length * 2, max(StopTerms(of: cause).longest, length))
        until = now.uptime + length
        phase = .resting
    }

    /// Ends the rest before its time.
    mutating func shorten() {
        if phase == .resting { until = .zero }
    }

    /// As it is stored and shown.
    func stop(of number: PhoneNumberID, merchant: MerchantID?, at now: Moment) -> SenderStop {
        SenderStop(
            number: number, merchant: merchant, cause: cause, code: code, since: since,
            until: now.wall + (until - now.uptime))
    }
}
