/// How many events the last while has seen.
///
/// Time is a parameter and never runs backwards.
struct RollingCount: Sendable, Hashable {
    /// An event is counted until it is this old.
    let length: Duration
    /// The moments that count, from `start` on, oldest first.
    private var moments: [Duration] = []
    private var start = 0
    /// The most that ever counted at one moment.
    private(set) var highest = 0

    init(over length: Duration) {
        self.length = length
    }

    mutating func add(now: Duration) {
        moments.append(now)
        highest = max(highest, count(now: now))
    }

    mutating func count(now: Duration) -> Int {
        while start < moments.count, now - moments[start] >= length { start += 1 }
        // What has left is cut off when it is the greater part: a constant cost for each event.
        if start > moments.count / 2 {
            moments.removeFirst(start)
            start = 0
        }
        return moments.count - start
    }

    /// When the oldest event that counts will count no more.
    var nextDrop: Duration? {
        moments.indices.contains(start) ? moments[start] + length : nil
    }
}
