/// When a question that is asked again and again is asked next: the more it costs, the more seldom.
struct Pace: Sendable {
    /// The least time between two questions, as a multiple of what one takes.
    static let costFactor = 20

    /// The usual time between two questions.
    let interval: Duration
    private var isUnderWay = false
    private var isWanted = false
    private var dueAt = Duration.zero
    private var restsUntil = Duration.zero

    init(interval: Duration) { self.interval = interval }

    /// The uptime at which it is to be asked; nil while it is.
    var nextMoment: Duration? {
        if isUnderWay { return nil }
        return isWanted ? restsUntil : dueAt
    }

    /// Asks as soon as it may be asked.
    mutating func want() { isWanted = true }

    /// Asks at the uptime at the latest, if it may be asked then.
    mutating func want(at uptime: Duration) { dueAt = max(restsUntil, min(dueAt, uptime)) }

    /// Whether to ask; if so, the question is under way.
    mutating func begin(at uptime: Duration) -> Bool {
        guard let moment = nextMoment, moment <= uptime else { return false }
        isUnderWay = true
        isWanted = false
        return true
    }

    /// The question was answered.
    mutating func end(at uptime: Duration, took cost: Duration) {
        isUnderWay = false
        restsUntil = uptime + cost * Self.costFactor
        dueAt = max(uptime + interval, restsUntil)
    }

    /// The question had no answer: it is asked again after the usual time.
    mutating func fail(at uptime: Duration) {
        isUnderWay = false
        restsUntil = uptime + interval
        dueAt = restsUntil
    }
}
