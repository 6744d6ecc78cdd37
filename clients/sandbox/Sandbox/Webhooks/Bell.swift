import Synchronization

/// Wakes one waiter; a ring while nobody waits is kept for the next.
final class Bell: Sendable {
    private struct State {
        var isRung = false
        var waiter: AsyncStream<Void>.Continuation?
    }

    private let state = Mutex(State())

    func ring() {
        state.withLock { state in
            state.isRung = state.waiter == nil
            state.waiter?.finish()
            state.waiter = nil
        }
    }

    /// Returns after a ring, after a time, or when the task is cancelled.
    func wait(atMost duration: Duration?) async {
        let (rings, continuation) = AsyncStream.makeStream(of: Void.self)
        let wasRung = state.withLock { state in
            let wasRung = state.isRung
            state.isRung = false
            state.waiter = wasRung ? nil : continuation
            return wasRung
        }
        guard !wasRung else { return }
        let timer = duration.map { duration in
            Task {
                try? await Task.sleep(for: duration)
                continuation.finish()
            }
        }
        for await _ in rings {}
        timer?.cancel()
        // A ring from here on is for the next wait, also if the time ended this one.
        state.withLock { $0.waiter = nil }
    }
}
