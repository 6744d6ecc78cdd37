import Calls
import StoreCore
import Synchronization

/// Whether the daemon serves, and if not, why.
final class HealthState: HealthSource {
    private struct State {
        var isReady = false
        var isDraining = false
    }

    private let state = Mutex(State())
    private let storeProblem: @Sendable () -> String?

    /// Healthy once ``becomeReady()`` was called and while the store has no problem.
    init(storeProblem: @escaping @Sendable () -> String?) {
        self.storeProblem = storeProblem
    }

    var isServing: Bool { problem == nil }

    /// What keeps the daemon from serving, as one line; nil if nothing does.
    var problem: String? {
        let state = state.withLock { $0 }
        if state.isDraining { return "draining: calls in flight are finished, new ones refused" }
        if !state.isReady { return "starting" }
        return storeProblem()
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

extension StoreHealth {
    /// What keeps the store from its work, in a sentence; nil if nothing does.
    var problem: String? {
        switch writing {
        case .open: readingProblem
        case .paused: pauseReason ?? "the store does not write"
        case .broken: "the disk or the database is broken: the daemon ends"
        case .closed: "the store is closed"
        }
    }
}
