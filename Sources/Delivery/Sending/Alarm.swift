import Notifications

/// Signals a wake-up at a moment to come; a later setting takes the place of an earlier one.
struct Alarm {
    private let wakeup: Wakeup
    private let clock: any Clock<Duration>
    private var sleep: Task<Void, Never>?

    init(_ wakeup: Wakeup, _ clock: any Clock<Duration>) {
        self.wakeup = wakeup
        self.clock = clock
    }

    /// Rings at the first of the moments that are to come, at the latest after the interval.
    mutating func set(
        for moments: [Timestamp?], at now: Timestamp, latest interval: Duration
    ) {
        let pauses = moments.compactMap { $0?.since(now) }.filter { $0 > .zero }
        set(after: pauses.reduce(interval, min))
    }

    /// Rings after the pause.
    mutating func set(after pause: Duration) {
        cancel()
        sleep = Task { [wakeup, clock] in
            // A cancelled sleep has been replaced: it wakes nobody.
            guard (try? await clock.sleep(for: pause)) != nil else { return }
            wakeup.signal()
        }
    }

    mutating func cancel() {
        sleep?.cancel()
        sleep = nil
    }
}
