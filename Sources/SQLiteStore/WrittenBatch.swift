import Notifications
import StoreCore
import Time

/// What the writer did in one go, to be told once it is durable.
struct WrittenBatch: Sendable {
    /// The last commit that was begun when it ended.
    let commit: Int
    /// The callers to be answered, in their order.
    var tickets: [Ticket]
    /// Whether anything went to the log that has to be synced.
    var isInLog = false
    /// What a commit for commands is told with; nil: there was none.
    var report: Report?

    /// What is in a commit.
    struct Report: Sendable {
        let startedAt: Moment
        /// Pages in the log after it.
        let logPages: Int
        let contents: CommitContents
    }
}

/// What a commit's commands brought about.
struct CommitContents: Sendable {
    /// How many were answered, also by a refusal.
    var commands = 0
    /// Of those that were carried out.
    var trace = CommandTrace()
}
