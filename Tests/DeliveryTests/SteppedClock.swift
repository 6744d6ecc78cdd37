import Notifications
import TestKit

/// A clock that stands still until a test moves it.
final class SteppedClock: Clock {
    /// Time since the clock was made.
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct State: Sendable {
        var now = Instant(offset: .zero)
        var sleepers: [Int: Instant] = [:]
        var sleepersMade = 0
    }

    private let state = Watched(State())

    var now: Instant { state.value.now }
    var minimumResolution: Duration { .milliseconds(1) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let number = state.update { state in
            state.sleepersMade += 1
            state.sleepers[state.sleepersMade] = deadline
            return state.sleepersMade
        }
        await state.until { $0.now >= deadline }
        state.update { $0.sleepers[number] = nil }
        try Task.checkCancellation()
    }

    /// Moves the time, whoever sleeps.
    func advance(by step: Duration) {
        state.update { $0.now.offset += step }
    }

    /// Returns when someone sleeps.
    func untilAsleep() async {
        await state.until { state in state.sleepers.values.contains { $0 > state.now } }
    }

    /// Waits until so many sleep, then moves the time to the first one's deadline.
    func step(sleepers: Int) async {
        await state.until { state in
            state.sleepers.values.count { $0 > state.now } >= sleepers
        }
        state.update { state in
            let next = state.sleepers.values.filter { $0 > state.now }.min()
            state.now = next ?? state.now
        }
    }
}

/// The time of day by a stepped clock; starts at the fixtures' moment.
struct SteppedWallClock: WallClock {
    static let start = Fixtures.now

    let clock: SteppedClock

    func now() -> Timestamp { Self.start + clock.now.offset }
}
