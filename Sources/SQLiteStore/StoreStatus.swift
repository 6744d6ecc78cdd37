import Notifications
import StoreCore
import Synchronization

/// What the writer shows to all threads, and whom it tells of its commits.
final class StoreStatus: Sendable {
    private struct State {
        var health: StoreHealth
        var observer: (any CommitObserver)?
        var silences = SilenceRecord()
        /// Pages in the write-ahead log after the last commit.
        var logPages = 0
    }

    private let state: Mutex<State>

    init() {
        state = Mutex(State(health: StoreHealth(writing: .open), observer: nil))
    }

    var health: StoreHealth { state.withLock { $0.health } }

    /// Says whether commands are carried out, and why they are not; what is broken stays so.
    func set(_ writing: StoreHealth.Writing, because reason: String? = nil) {
        state.withLock { state in
            guard state.health.writing != .broken else { return }
            state.health.writing = writing
            state.health.pauseReason = writing == .paused ? reason : nil
        }
    }

    /// Whether the last question could not be answered.
    private let hasReadingProblem = Atomic(false)

    /// A reader met an error of the disk or the file, or with nil none any more.
    func setReadingProblem(_ problem: String?) {
        // The usual case, at each question.
        if problem == nil, !hasReadingProblem.load(ordering: .relaxed) { return }
        hasReadingProblem.store(problem != nil, ordering: .relaxed)
        state.withLock { $0.health.readingProblem = problem }
    }

    /// Since when numbers are silent.
    var silences: SilenceRecord { state.withLock { $0.silences } }

    func set(_ silences: SilenceRecord) { state.withLock { $0.silences = silences } }

    /// Counts a durable commit.
    func committed(logPages: Int) {
        state.withLock { state in
            state.health.commits += 1
            state.logPages = logPages
        }
    }

    /// Pages in the write-ahead log after the last commit.
    var logPages: Int { state.withLock { $0.logPages } }

    func observe(_ observer: (any CommitObserver)?) {
        state.withLock { $0.observer = observer }
    }

    func tell(_ events: CommitEvents) {
        guard !events.isEmpty else { return }
        state.withLock { $0.observer }?.committed(events)
    }
}
