import Foundation
import GraphClient
import Notifications

/// How many times as fast as the world's the daemon's time goes, so that a test plays hours through in
/// minutes; 1 outside of tests.
///
/// Scaled are the time of day that the store and delivery see, and delivery's waits. What concerns
/// sockets, such as the deadline of a call, stays real.
struct TimeScale: Equatable, Sendable {
    /// 1 to 10,000.
    var factor = 1.0
    /// The moment, in seconds since 1970, at which the daemon's time and the world's agree.
    var origin = 0.0

    static let real = TimeScale()

    /// The world's time as the daemon sees it.
    func scaled(_ seconds: Double) -> Double { origin + (seconds - origin) * factor }
}

extension TimeScale {
    /// nil unless the text is a factor, an @ and a moment in seconds since 1970.
    init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let factor = Double(parts[0]), let origin = Double(parts[1]),
            (1...10_000).contains(factor), (0...253_402_300_799).contains(origin)
        else { return nil }
        self.init(factor: factor, origin: origin)
    }
}

extension GraphOptions {
    /// Less patience with Meta where time goes faster; two seconds are left to a slow machine.
    mutating func scaleTimeouts(by scale: TimeScale) {
        func shortened(_ timeout: Duration) -> Duration {
            min(timeout, max(timeout / scale.factor, .seconds(2)))
        }
        exchangeTimeout = shortened(exchangeTimeout)
        connectTimeout = shortened(connectTimeout)
        readTimeout = shortened(readTimeout)
    }
}

extension WallClock where Self == SystemWallClock {
    /// The machine's clock, as fast as the scale says.
    static func scaled(by scale: TimeScale) -> SystemWallClock { SystemWallClock(scale: scale) }
}

/// A clock whose seconds are shorter than the world's.
struct ScaledClock: Clock {
    let factor: Double
    private let clock = ContinuousClock()
    private let start = ContinuousClock.now

    /// Scaled time since the clock was made.
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (one: Instant, other: Instant) -> Bool { one.offset < other.offset }
    }

    init(factor: Double) { self.factor = factor }

    var now: Instant { Instant(offset: start.duration(to: clock.now) * factor) }
    var minimumResolution: Duration { clock.minimumResolution * factor }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try await clock.sleep(
            until: start + deadline.offset / factor, tolerance: tolerance.map { $0 / factor })
    }
}
