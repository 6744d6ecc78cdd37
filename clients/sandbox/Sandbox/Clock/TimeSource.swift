import Foundation
import Synchronization

/// The two clocks of the sandbox, handed in so that tests can advance them.
///
/// Every moment, delay, window and gap of the sandbox is told by these clocks; only the timeouts
/// of its own network calls are real time.
struct TimeSource: Sendable {
    /// Seconds since 1970, for what is shown and sent.
    let wall: @Sendable () -> Double
    /// Time since some fixed moment, never running backwards, for what is due.
    let uptime: @Sendable () -> Duration
    /// How many times as fast as real time both run.
    let scale: Int
    /// Moves both forward at once.
    let advance: @Sendable (Duration) -> Void

    init(
        wall: @escaping @Sendable () -> Double, uptime: @escaping @Sendable () -> Duration,
        scale: Int = 1, advance: @escaping @Sendable (Duration) -> Void
    ) {
        self.wall = wall
        self.uptime = uptime
        self.scale = scale
        self.advance = advance
    }

    /// Clocks that start at this moment, in step with each other, so many times as fast as time.
    static func running(scale: Int = 1) -> TimeSource {
        let start = ContinuousClock.now
        let wallAtStart = Date().timeIntervalSince1970
        let leaps = Leaps()
        let uptime: @Sendable () -> Duration = {
            start.duration(to: .now) * scale + leaps.sum
        }
        return TimeSource(
            wall: { wallAtStart + uptime() / .seconds(1) }, uptime: uptime, scale: scale,
            advance: leaps.add)
    }

    /// The real time in which a time of these clocks passes.
    func real(_ duration: Duration) -> Duration {
        duration / scale
    }
}

/// The sum of all leaps forward.
private final class Leaps: Sendable {
    private let total = Mutex(Duration.zero)

    var sum: Duration { total.withLock { $0 } }

    @Sendable func add(_ leap: Duration) {
        total.withLock { $0 += leap }
    }
}
