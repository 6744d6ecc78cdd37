import Synchronization

/// Cuts exchanges that take too long, each as long after its beginning as all others.
///
/// One sleep at a time serves all of them, and it is never cut short: a cancelled sleep is kept by the
/// system until its time, so one for each exchange would leave as many behind.
final class ExchangeDeadlines: Sendable {
    private struct State {
        var pending: [Int: (due: Duration, cut: @Sendable () -> Void)] = [:]
        var begun = 0
        var sleeper: Task<Void, Never>?
    }

    let timeout: Duration
    private let clock: any Clock<Duration>
    private let elapsed: @Sendable () -> Duration
    private let state = Mutex(State())

    init(timeout: Duration, clock: any Clock<Duration>) {
        self.timeout = timeout
        self.clock = clock
        elapsed = Self.stopwatch(clock)
    }

    /// How many exchanges are under way.
    var count: Int { state.withLock(\.pending.count) }

    /// Begins an exchange, which ``end(_:)`` ends; `cut` is called if that is not in time.
    func begin(_ cut: @escaping @Sendable () -> Void) -> Int {
        state.withLock { state in
            state.begun += 1
            state.pending[state.begun] = (elapsed() + timeout, cut)
            if state.sleeper == nil { state.sleeper = Task { await watch() } }
            return state.begun
        }
    }

    /// Ends the exchange of that number; false: it was cut before.
    func end(_ number: Int) -> Bool {
        state.withLock { $0.pending.removeValue(forKey: number) != nil }
    }

    /// Ends the sleep; nothing begins after it.
    func stop() { state.withLock(\.sleeper)?.cancel() }

    /// Sleeps to the next deadline as long as there is one.
    private func watch() async {
        var pause: Duration? = timeout
        while let duration = pause, (try? await clock.sleep(for: duration)) != nil {
            pause = cutWhatIsLate()
        }
    }

    /// The time to the next deadline; nil: there is none, and the sleeper is forgotten.
    private func cutWhatIsLate() -> Duration? {
        let now = elapsed()
        let (late, next) = state.withLock { state in
            let late = state.pending.filter { $0.value.due <= now }
            for number in late.keys { state.pending[number] = nil }
            let next = state.pending.values.map(\.due).min()
            if next == nil { state.sleeper = nil }
            return (late.values.map(\.cut), next)
        }
        for cut in late { cut() }
        return next.map { $0 - now }
    }

    private static func stopwatch(_ clock: some Clock<Duration>) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }
}
