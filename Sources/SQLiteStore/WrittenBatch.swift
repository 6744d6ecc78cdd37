internal import Notifications
internal import Time

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

    /// What a commit held.
    struct Report: Sendable {
        let startedAt: Moment
        /// Pages in the log after it.
        let logPages: Int
        let held: CommitContents
    }
}

/// What the commands of a commit brought about.
struct CommitContents: Sendable {
    var commands = 0
    var news = CommitNews()
    var counts = StatusCounts()
    var certainties: [Certainty] = []
    var failures: [SenderFailure.Outcome] = []

    mutating func add(_ trace: CommandTrace) {
        news.due.append(contentsOf: trace.due)
        if trace.hasUnverifiedBindings { news.hasUnverifiedBindings = true }
        if trace.queuesChanged { news.queuesChanged = true }
        if trace.hasReplays { news.hasReplays = true }
        news.templateChanges += trace.templateChanges
        counts.add(trace)
        certainties += trace.certainties
        failures += trace.failures
    }
}
