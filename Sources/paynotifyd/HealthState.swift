internal import Calls
internal import Synchronization

/// Whether the daemon serves, and if not, why.
final class HealthState: HealthSource {
    private struct State {
        var isReady = false
        var isDraining = false
    }

    private let state = Mutex(State())
    private let isStoreWriting: @Sendable () -> Bool

    /// Healthy once ``becomeReady()`` was called and while the store writes.
    init(isStoreWriting: @escaping @Sendable () -> Bool) {
        self.isStoreWriting = isStoreWriting
    }

    var isServing: Bool { problem == nil }

    /// What keeps the daemon from serving, as one line; nil if nothing does.
    var problem: String? {
        let state = state.withLock { $0 }
        if state.isDraining { return "draining: calls in flight are finished, new ones refused" }
        if !state.isReady { return "starting" }
        return isStoreWriting() ? nil : "the store does not write: the disk may be full"
    }

    /// All listeners are open.
    func becomeReady() {
        state.withLock { $0.isReady = true }
    }

    /// Shutdown has begun.
    func beginDraining() {
        state.withLock { $0.isDraining = true }
    }
}
