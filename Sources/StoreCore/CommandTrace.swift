package import Notifications

/// What a command, or all of a commit's, brought about.
package struct CommandTrace: Sendable {
    /// Whose word the command brings about uncertain attempts.
    package var source = Certainty.Source.receipt
    /// What is left to do.
    package var events = CommitEvents()
    /// Notifications that came to a status or left it.
    package var counts = StatusCounts()
    /// What became of failures that are their sender's.
    package var failures: [SenderFailure.Outcome] = []
    /// What was settled about messages of unknown outcome.
    package var certainties: [Certainty] = []

    package init() {}

    init(source: Certainty.Source) { self.source = source }

    /// Adds what the next command brought about.
    package mutating func add(_ next: CommandTrace) {
        events.add(next.events)
        counts.add(next.counts)
        failures += next.failures
        certainties += next.certainties
    }
}

/// By how much the numbers of notifications in each status change.
package struct StatusCounts: Sendable {
    /// A few; they are found one after the other.
    package private(set) var differences: [(status: NotificationStatus, difference: Int)] = []

    package init() {}

    package mutating func append(_ change: (status: NotificationStatus, difference: Int)) {
        for place in differences.indices where differences[place].status == change.status {
            differences[place].difference += change.difference
            return
        }
        differences.append(change)
    }

    package mutating func add(_ other: StatusCounts) {
        for change in other.differences { append(change) }
    }
}
