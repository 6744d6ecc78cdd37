package import Notifications
import Synchronization

/// Keeps what the store announced until the engine takes it; made before either of them.
///
/// Its memory is bounded: announcements beyond ``dueMax`` are dropped and the loss is noted, because
/// the store can be asked for them.
package final class CommitInbox: CommitObserver {
    /// What was announced since the inbox was last emptied.
    struct Contents: Hashable, Sendable {
        var news = Scheduler.News()
        var hasUnverifiedBindings = false
        /// Whether the bell was rung for them: once is enough.
        fileprivate var isAnnounced = false
    }

    private let contents = Mutex(Contents())
    private let dueMax: Int
    let bell = Bell()

    /// Makes an empty inbox that holds at most `dueMax` announcements.
    package init(dueMax: Int = 1_024) { self.dueMax = dueMax }

    package func committed(_ news: CommitNews) {
        let isFirst = contents.withLock { contents in
            let room = dueMax - contents.news.due.count
            contents.news.due += news.due.prefix(room)
            if news.due.count > room { contents.news.isComplete = false }
            if news.queuesChanged { contents.news.queuesChanged = true }
            if news.hasUnverifiedBindings { contents.hasUnverifiedBindings = true }
            defer { contents.isAnnounced = true }
            return !contents.isAnnounced
        }
        if isFirst { bell.ring() }
    }

    /// Empties the inbox.
    func take() -> Contents {
        contents.withLock { contents in
            defer { contents = Contents() }
            return contents
        }
    }
}
