/// What one sender's number has used of its limits.
///
/// Time is a parameter.
struct NumberThrottle: Sendable {
    private struct Pair: Sendable {
        var bucket = Bucket.pair
        var messages = RollingCount(over: .seconds(6))
        var last = Duration.zero

        /// Whether a pair that has never been seen would behave alike.
        func isForgettable(now: Duration) -> Bool {
            bucket.isFull(now: now) && now - last >= messages.length
        }
    }

    var limits: NumberLimits {
        didSet {
            guard limits.messagesPerSecond != oldValue.messagesPerSecond else { return }
            bucket = limits.messagesPerSecond.most.map(Bucket.perSecond)
        }
    }
    /// The uptime at which the number is back.
    var maintenanceEnd = Duration.zero
    /// The most calls of any second, refused ones included.
    var highestPerSecond: Int { calls.highest }
    /// The most messages to one recipient in any six seconds, refused ones included.
    private(set) var highestPerPair = 0

    private var bucket: Bucket?
    private var calls = RollingCount(over: .seconds(1))
    private var pairs: [String: Pair] = [:]
    private var pairsBeforePruning = 1_024

    init(_ limits: NumberLimits) {
        self.limits = limits
        bucket = limits.messagesPerSecond.most.map(Bucket.perSecond)
    }

    /// Refuses a send call in maintenance, or when the second is used up.
    mutating func admitCall(now: Duration) throws(GraphError) {
        calls.add(now: now)
        guard maintenanceEnd <= now else { throw .inMaintenance }
        guard bucket?.take(now: now) != false else {
            throw .throughput(limits.messagesPerSecond.defaultValueDescription)
        }
    }

    /// Refuses a message to a recipient who has had too many.
    mutating func admitMessage(to recipient: String, now: Duration) throws(GraphError) {
        prune(now: now)
        var pair = pairs.removeValue(forKey: recipient) ?? Pair()
        pair.messages.add(now: now)
        pair.last = now
        highestPerPair = max(highestPerPair, pair.messages.highest)
        let isAdmitted = !limits.isPairLimited || pair.bucket.take(now: now)
        pairs[recipient] = pair
        guard isAdmitted else { throw .pairLimit }
    }

    /// Forgets idle pairs whenever their number has doubled.
    private mutating func prune(now: Duration) {
        guard pairs.count >= pairsBeforePruning else { return }
        pairs = pairs.filter { !$0.value.isForgettable(now: now) }
        pairsBeforePruning = max(1_024, 2 * pairs.count)
    }
}
