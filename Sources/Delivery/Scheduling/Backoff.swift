import Synchronization

/// Delays that double with each failure in a row, spread so that those who failed together do not
/// return together.
package struct Backoff: Hashable, Sendable {
    /// The delay after the first failure, before it is spread.
    package var first: Duration
    /// The longest delay.
    package var longest: Duration

    package init(first: Duration, longest: Duration) {
        self.first = first
        self.longest = longest
    }

    /// The delay after so many failures in a row, at least 1: between half of it and all of it, as
    /// jitter from 0 to 1 says.
    func delay(failures: Int, jitter: Double) -> Duration {
        precondition(failures >= 1, "a delay follows a failure")
        // 2^20 of the smallest first delay is beyond any longest one, and cannot overflow.
        let full = min(first * (1 << min(failures - 1, 20)), longest)
        return full * (0.5 + jitter / 2)
    }
}

/// Draws jitter from a generator that several tasks share.
final class JitterSource: Sendable {
    private let generator: Mutex<any RandomNumberGenerator & Sendable>

    init(_ generator: any RandomNumberGenerator & Sendable) {
        self.generator = Mutex(generator)
    }

    /// The next value, from 0 to 1.
    func next() -> Double {
        generator.withLock { generator in
            // 53 bits fit a Double exactly.
            Double(generator.next() >> 11) / Double(1 << 53)
        }
    }
}
