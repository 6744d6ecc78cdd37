/// A template whose hold ended a moment ago: one message is tried, and once one was taken, the others
/// follow at a rate of their own.
struct ReleasedTemplate: Sendable {
    private var bucket: TokenBucket
    private var inFlight = 0
    /// Whether Meta has taken a message of it since.
    private var isProved = false

    init(bucket: TokenBucket) { self.bucket = bucket }

    /// How long no message of it may leave; zero: until the one in flight ends; nil: one may.
    mutating func wait(at uptime: Duration) -> Duration? {
        if !isProved { return inFlight > 0 ? .zero : nil }
        bucket.fill(at: uptime)
        return bucket.hasToken ? nil : bucket.wait(for: 1)
    }

    /// A message of it is chosen.
    mutating func begin() {
        inFlight += 1
        if isProved { bucket.take() }
    }

    /// Meta took a message of it; whether others may go that had to wait for that.
    mutating func accepted() -> Bool {
        defer { isProved = true }
        return !isProved
    }

    /// A message of it ended; whether another may be tried.
    mutating func end() -> Bool {
        inFlight = max(0, inFlight - 1)
        return !isProved && inFlight == 0
    }
}
