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
        var events = CommitEvents()
        /// Whether nothing of what is due was dropped.
        var isComplete = true
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

    package func committed(_ events: CommitEvents) {
        let isFirst = state.withLock { state in
            var kept = CommitEvents(
                due: events.due, hasUnverifiedBindings: events.hasUnverifiedBindings,
                queuesChanged: events.queuesChanged)
            if !state.blockedQueues.isEmpty {
                kept.due.removeAll { state.blockedQueues.contains($0.queue) }
            }
            if kept.isEmpty { return false }
            let excess = kept.due.count - (dueMax - state.contents.events.due.count)
            if excess > 0 {
                kept.due.removeLast(excess)
                state.contents.isComplete = false
            }
            state.contents.events.add(kept)
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
