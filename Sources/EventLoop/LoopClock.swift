package import Dispatch
package import Time

/// Tells the time, and wakes a loop when a moment has come.
package protocol LoopClock: MonotonicClock {
    /// Makes an alarm that is not set; `fire` runs on the queue.
    func makeAlarm(on queue: DispatchQueue, fire: @escaping @Sendable () -> Void) -> any Alarm
}

/// One moment to be woken at.
package protocol Alarm: AnyObject {
    /// Sets the moment, in place of the one before; nil for none.
    func set(_ moment: Moment?)

    /// Never fires again.
    func cancel()
}

/// The machine's clock.
package struct SystemClock: LoopClock {
    package init() {}

    package var now: Moment { .now }

    package func makeAlarm(
        on queue: DispatchQueue, fire: @escaping @Sendable () -> Void
    ) -> any Alarm {
        DispatchAlarm(on: queue, fire: fire)
    }
}

/// An alarm on one dispatch timer.
private final class DispatchAlarm: Alarm {
    private let timer: any DispatchSourceTimer

    init(on queue: DispatchQueue, fire: @escaping @Sendable () -> Void) {
        timer = DispatchSource.makeTimerSource(queue: queue)
        timer.setEventHandler(handler: fire)
        timer.schedule(deadline: .distantFuture)
        timer.activate()
    }

    func set(_ moment: Moment?) {
        guard let moment else { return timer.schedule(deadline: .distantFuture) }
        let (seconds, attoseconds) = Moment.now.duration(to: moment).components
        let wait = Double(seconds) + Double(attoseconds) / 1e18
        timer.schedule(deadline: .now() + max(wait, 0), leeway: .milliseconds(1))
    }

    func cancel() {
        timer.cancel()
    }
}
