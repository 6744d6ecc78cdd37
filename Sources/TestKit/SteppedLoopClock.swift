package import Dispatch
package import EventLoop
import Synchronization
package import Time

/// A clock for loops that stands still until a test moves it.
package final class SteppedLoopClock: LoopClock {
    private struct State {
        var now = Moment.now
        var alarms: [SteppedAlarm] = []
    }

    private let state = Mutex(State())

    package init() {}

    package var now: Moment { state.withLock(\.now) }

    package func makeAlarm(
        on queue: DispatchQueue, fire: @escaping @Sendable () -> Void
    ) -> any Alarm {
        let alarm = SteppedAlarm(queue: queue, fire: fire)
        state.withLock { $0.alarms.append(alarm) }
        return alarm
    }

    /// Moves the time forward and wakes every loop whose moment has come.
    package func advance(by step: Duration) {
        let (now, alarms) = state.withLock { state in
            state.now += step
            return (state.now, state.alarms)
        }
        for alarm in alarms { alarm.fireIfDue(at: now) }
    }
}

private final class SteppedAlarm: Alarm, Sendable {
    private let queue: DispatchQueue
    private let fire: @Sendable () -> Void
    private let moment = Mutex<Moment?>(nil)

    init(queue: DispatchQueue, fire: @escaping @Sendable () -> Void) {
        self.queue = queue
        self.fire = fire
    }

    func set(_ moment: Moment?) {
        self.moment.withLock { $0 = moment }
    }

    func cancel() {
        set(nil)
    }

    /// Looks on the queue, so that a moment which the loop is about to set is seen.
    func fireIfDue(at now: Moment) {
        queue.async {
            let isDue = self.moment.withLock { moment in
                guard let due = moment, due <= now else { return false }
                moment = nil
                return true
            }
            if isDue { self.fire() }
        }
    }
}
