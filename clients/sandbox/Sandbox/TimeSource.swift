import Foundation

/// The two clocks of the sandbox, handed in so that tests can advance them.
struct TimeSource: Sendable {
    /// Seconds since 1970, for what is shown and sent.
    let wall: @Sendable () -> Double
    /// Time since some fixed moment, never running backwards, for what is due.
    let uptime: @Sendable () -> Duration

    static let system: TimeSource = {
        let start = ContinuousClock.now
        return TimeSource(
            wall: { Date().timeIntervalSince1970 },
            uptime: { start.duration(to: .now) })
    }()
}
