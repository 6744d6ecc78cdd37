import Synchronization

/// Wakes one waiter; a signal while nobody waits is kept for the next.
final class WakeSignal: Sendable {
    private struct State {
        var isSignaled = false
        var waiter: AsyncStream<Void>.Continuation?
    }

    private let state = Mutex(State())

    func signal() {
        state.withLock { state in
            state.isSignaled = state.waiter == nil
            state.waiter?.finish()
            state.waiter = nil
        }
    }

    /// Returns after a signal, after a time, or when the task is cancelled.
    func wait(atMost duration: Duration?) async {
        let (signals, continuation) = AsyncStream.makeStream(of: Void.self)
        let wasSignaled = state.withLock { state in
            let wasSignaled = state.isSignaled
            state.isSignaled = false
            state.waiter = wasSignaled ? nil : continuation
            return wasSignaled
        }
        guard !wasSignaled else { return }
        let timer = duration.map { duration in
            Task {
                try? await Task.sleep(for: duration)
                continuation.finish()
            }
        }
        for await _ in signals {}
        timer?.cancel()
        // A signal from here on is for the next wait, also if the time ended this one.
        state.withLock { $0.waiter = nil }
    }
}
