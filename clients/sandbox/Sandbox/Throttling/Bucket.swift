/// A token bucket, held as the one moment at which it is full again.
///
/// In whole attoseconds, so that no rounding lets a token slip in early. Time is a parameter.
struct Bucket: Sendable, Hashable {
    /// Tokens in a full bucket.
    let capacity: Int
    /// The time in which one token comes back.
    let interval: Duration
    private var fullAt = Duration.zero

    init(capacity: Int, interval: Duration) {
        precondition(capacity > 0 && interval > .zero, "a bucket holds and regains something")
        self.capacity = capacity
        self.interval = interval
    }

    /// A number's throughput: it holds what one second brings.
    static func perSecond(_ count: Int) -> Bucket {
        Bucket(capacity: count, interval: .seconds(1) / count)
    }

    /// Messages from one number to one recipient: 45 at once, one more every six seconds.
    static let pair = Bucket(capacity: 45, interval: .seconds(6))

    /// Takes a token if there is one.
    mutating func take(now: Duration) -> Bool {
        guard wait(now: now) == .zero else { return false }
        fullAt = max(fullAt, now) + interval
        return true
    }

    /// The time until there is a token.
    func wait(now: Duration) -> Duration {
        max(.zero, max(fullAt, now) - now - interval * (capacity - 1))
    }

    func isFull(now: Duration) -> Bool {
        fullAt <= now
    }
}
