import Dispatch
import EventLoop
import SQLite
import Synchronization
import Time

/// Looks each second whether the database's file and its log are still those that are open.
///
/// A file that was removed or replaced takes commits as before, and nobody will ever read them. The
/// look is one `stat` a file, on a queue that is there for nothing else, and whoever is about to answer
/// looks too if the last look is older.
actor FileWatch: QueueActor {
    nonisolated let executor = QueueExecutor(label: "paynotify.store.watch", target: nil)
    /// How old a look may be.
    static let interval = Duration.seconds(1)

    private struct State {
        var lookedAt: Moment
        var loss: SQLiteError?
        /// Whether the files may go, as SQLite removes the log when the last connection closes.
        var isStopped = false

        mutating func look(at files: [FileIdentity]) {
            do throws(SQLiteError) { for file in files { try file.check() } } catch { loss = error }
        }
    }

    private let files: [FileIdentity]
    private let clock: any LoopClock
    private let state: Mutex<State>
    private var alarm: (any Alarm)?

    init(_ files: [FileIdentity], clock: any LoopClock) {
        self.files = files
        self.clock = clock
        state = Mutex(State(lookedAt: clock.now))
    }

    /// Why the files are not ours any more, once they are not; from any thread.
    nonisolated func loss() -> SQLiteError? {
        let now = clock.now
        return state.withLock { state in
            let isRecent = state.lookedAt.duration(to: now) < Self.interval
            if isRecent || state.loss != nil || state.isStopped { return state.loss }
            state.lookedAt = now
            state.look(at: files)
            return state.loss
        }
    }

    /// Looks each second from now on, and tells on its queue what each look came to.
    nonisolated func start(telling tell: @escaping @Sendable (SQLiteError?) -> Void) {
        executor.queue.sync { assumeIsolated { $0.begin(telling: tell) } }
    }

    private func begin(telling tell: @escaping @Sendable (SQLiteError?) -> Void) {
        alarm = clock.makeAlarm(on: executor.queue) { [weak self] in
            self?.assumeIsolated { $0.ring(telling: tell) }
        }
        setAlarm()
    }

    private func ring(telling tell: @Sendable (SQLiteError?) -> Void) {
        tell(loss())
        setAlarm()
    }

    private func setAlarm() { alarm?.set(clock.now + Self.interval) }

    /// Looks a last time, and gives what ``loss()`` gives from then on.
    func stop() -> SQLiteError? {
        alarm?.cancel()
        alarm = nil
        return state.withLock { state in
            if state.loss == nil, !state.isStopped { state.look(at: files) }
            state.isStopped = true
            return state.loss
        }
    }
}
