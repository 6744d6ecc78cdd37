package import Notifications
import Synchronization

/// Keeps what the store announced until the engine takes it; made before either of them.
///
/// Its memory is bounded: announcements beyond ``dueMax`` are dropped and the loss is noted, because
/// the store can be asked for them. Those of queues of which nothing may be armed are dropped at the
/// door: while merchants are paused, their calls wake nobody.
package final class CommitInbox: CommitObserver {
    /// What was announced since the inbox was last emptied.
    struct Contents: Hashable, Sendable {
        var news = Scheduler.News()
        var hasUnverifiedBindings = false
        /// Whether it was signalled for them: once is enough.
        fileprivate var isAnnounced = false
    }

    private struct State {
        var contents = Contents()
        var blockedQueues: Set<QueueID> = []
    }

    private let state = Mutex(State())
    private let dueMax: Int
    let wakeup = Wakeup()

    /// Makes an empty inbox that holds at most `dueMax` announcements.
    package init(dueMax: Int = 1_024) { self.dueMax = dueMax }

    package func committed(_ news: CommitNews) {
        let isFirst = state.withLock { state in
            let due =
                state.blockedQueues.isEmpty
                ? news.due : news.due.filter { !state.blockedQueues.contains($0.queue) }
            guard !due.isEmpty || news.queuesChanged || news.hasUnverifiedBindings else {
                return false
            }
            let room = dueMax - state.contents.news.due.count
            state.contents.news.due += due.prefix(room)
            if due.count > room { state.contents.news.isComplete = false }
            if news.queuesChanged { state.contents.news.queuesChanged = true }
            if news.hasUnverifiedBindings { state.contents.hasUnverifiedBindings = true }
            defer { state.contents.isAnnounced = true }
            return !state.contents.isAnnounced
        }
        if isFirst { wakeup.signal() }
    }

    /// Empties the inbox.
    func take() -> Contents {
        state.withLock { state in
            defer { state.contents = Contents() }
            return state.contents
        }
    }

    /// Says of which queues nothing may be armed, in place of what was said before.
    ///
    /// Whoever says that a queue is no longer among them has to ask the store for what was announced
    /// in between.
    func leaveOut(_ queues: Set<QueueID>) {
        state.withLock { $0.blockedQueues = queues }
    }
}
