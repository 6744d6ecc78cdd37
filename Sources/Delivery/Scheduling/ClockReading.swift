import Notifications

/// A moment as two clocks show it: the time of day, which people may set back, and the time since delivery
/// began, which only grows.
///
/// What is stored is compared with the time of day; rates and waits are measured by the other.
struct ClockReading: Hashable, Sendable {
    var wall: Timestamp
    /// Since delivery began.
    var uptime: Duration

    /// The uptime at which the time of day will be that, as far as can be told; never before this.
    func uptime(of other: Timestamp) -> Duration {
        other > wall ? uptime + other.since(wall) : uptime
    }
}

/// The two clocks.
struct ClockPair: Sendable {
    private let wallClock: any WallClock
    private let uptime: @Sendable () -> Duration

    /// Begins to count.
    init(wallClock: any WallClock, clock: any Clock<Duration>) {
        self.wallClock = wallClock
        uptime = Self.stopwatch(clock)
    }

    /// What they show at the moment of the call.
    func read() -> ClockReading { ClockReading(wall: wallClock.now(), uptime: uptime()) }

    private static func stopwatch(
        _ clock: some Clock<Duration>
    ) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }
}

extension Duration {
    /// In seconds.
    var inSeconds: Double { self / .seconds(1) }
}
