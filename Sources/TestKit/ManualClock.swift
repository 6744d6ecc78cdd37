package import Notifications
import Synchronization

/// A clock that stands still until a test moves it.
package final class ManualClock: WallClock {
    private let moment: Mutex<Timestamp>

    package init(_ start: Timestamp = Fixtures.now) { moment = Mutex(start) }

    package func now() -> Timestamp { moment.withLock { $0 } }

    /// Moves the clock; a negative duration moves it back.
    package func advance(by duration: Duration) {
        moment.withLock { $0 = $0 + duration }
    }
}
