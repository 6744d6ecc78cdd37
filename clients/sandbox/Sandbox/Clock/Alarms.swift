import Synchronization

/// Those who wait for a moment of the sandbox's clock; a leap of the clock wakes them.
final class Alarms: Sendable {
    private struct State {
        var sleepers: [Int: AsyncStream<Void>.Continuation] = [:]
        var last = 0
    }

    private let time: TimeSource
    private let state = Mutex(State())

    init(_ time: TimeSource) {
        self.time = time
    }

    /// How many wait.
    var count: Int { state.withLock { $0.sleepers.count } }

    /// Returns when the uptime has come, or when the task is cancelled.
    func sleep(until due: Duration) async {
        while due > time.uptime(), !Task.isCancelled {
            let (rings, continuation) = AsyncStream.makeStream(of: Void.self)
            let id = add(continuation)
            // Read after the entry: a leap in between has found the entry, or shows here.
            let left = time.real(due - time.uptime())
            let timer = Task {
                try? await Task.sleep(for: left)
                continuation.finish()
            }
            for await _ in rings {}
            timer.cancel()
            state.withLock { $0.sleepers[id] = nil }
        }
    }

    /// Lets everyone look at the clock again.
    func ring() {
        for sleeper in state.withLock({ $0.sleepers.values.map(\.self) }) { sleeper.finish() }
    }

    private func add(_ sleeper: AsyncStream<Void>.Continuation) -> Int {
        state.withLock { state in
            state.last += 1
            state.sleepers[state.last] = sleeper
            return state.last
        }
    }
}
