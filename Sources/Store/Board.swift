internal import Notifications
internal import SQLite
internal import Synchronization

/// What the writer shows to all threads, and whom it tells of its commits.
final class Board: Sendable {
    private struct State {
        var health: StoreHealth
        var observer: (any CommitObserver)?
        var silences = SilenceRecord()
    }

    private let state: Mutex<State>

    init(boot: Int64) {
        let health = StoreHealth(
            writing: .open, commits: 0, logPages: 0, boot: boot,
            sqliteVersion: SQLiteVersion.text)
        state = Mutex(State(health: health, observer: nil))
    }

    var health: StoreHealth { state.withLock { $0.health } }

    /// Says whether commands are carried out; what is broken stays so.
    func set(_ writing: StoreHealth.Writing) {
        state.withLock { state in
            if state.health.writing != .broken { state.health.writing = writing }
        }
    }

    /// Since when numbers are silent.
    var silences: SilenceRecord { state.withLock { $0.silences } }

    func set(_ silences: SilenceRecord) { state.withLock { $0.silences = silences } }

    /// Counts a durable commit.
    func committed(logPages: Int) {
        state.withLock { state in
            state.health.commits += 1
            state.health.logPages = logPages
        }
    }

    func observe(_ observer: (any CommitObserver)?) {
        state.withLock { $0.observer = observer }
    }

    func tell(_ news: CommitNews) {
        guard !news.isEmpty else { return }
        state.withLock { $0.observer }?.committed(news)
    }
}
