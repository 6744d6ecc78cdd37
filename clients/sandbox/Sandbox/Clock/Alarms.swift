import Synchronization

/// Those who wait for a moment of a clock; a leap of the clock wakes them.
///
/// A timer serves all whose moments are not before its own: one for each of them would be kept by the
/// system until its time, however early the wait ends.
final class Alarms: Sendable {
    private struct Sleeper {
        var due: Duration
        var ring: AsyncStream<Void>.Continuation
    }

    private struct State {
        var sleepers: [Int: Sleeper] = [:]
        var last = 0
        /// When the timer that rings first does; nil: none is to be waited for.
        var timerDue: Duration?
        var timers = 0
    }

    private let time: TimeSource
    private let state = Mutex(State())

    init(_ time: TimeSource) {
        self.time = time
    }

    /// How many wait.
    var count: Int { state.withLock { $0.sleepers.count } }
    /// How many timers run.
    var timers: Int { state.withLock { $0.timers } }

    /// Returns after the time, or when the task is cancelled.
    func sleep(for duration: Duration) async { await sleep(until: time.uptime() + duration) }

    /// Returns when the uptime has come, or when the task is cancelled.
    func sleep(until due: Duration) async {
        while due > time.uptime(), !Task.isCancelled {
            let (rings, continuation) = AsyncStream.makeStream(of: Void.self)
            let id = add(Sleeper(due: due, ring: continuation))
            // Read after the entry: a leap in between has found the entry, or shows here.
            if due > time.uptime() {
                for await _ in rings {}
            }
            state.withLock { $0.sleepers[id] = nil }
        }
    }

    /// Lets everyone look at the clock again.
    func ring() {
        let sleepers = state.withLock { state in
            state.timerDue = nil
            return Array(state.sleepers.values)
        }
        for sleeper in sleepers { sleeper.ring.finish() }
    }

    private func add(_ sleeper: Sleeper) -> Int {
        state.withLock { state in
            state.last += 1
            state.sleepers[state.last] = sleeper
            setTimer(sleeper.due, &state)
            return state.last
        }
    }

    private func setTimer(_ due: Duration, _ state: inout State) {
        if let first = state.timerDue, first <= due { return }
        state.timerDue = due
        state.timers += 1
        let left = time.real(due - time.uptime())
        Task {
            try? await Task.sleep(for: left)
            ring(at: due)
        }
    }

    private func ring(at moment: Duration) {
        let sleepers = state.withLock { state in
            state.timers -= 1
            if state.timerDue == moment {
                state.timerDue = nil
                let next = state.sleepers.values.map(\.due).filter { $0 > moment }.min()
                if let next { setTimer(next, &state) }
            }
            return state.sleepers.values.filter { $0.due <= moment }
        }
        for sleeper in sleepers { sleeper.ring.finish() }
    }
}
