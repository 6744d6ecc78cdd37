/// How a store is doing.
package struct StoreHealth: Hashable, Sendable {
    /// Whether commands are carried out.
    package enum Writing: String, Hashable, Sendable {
        case open
        /// The engine cannot write for a while, for lack of room or because of a lock; it is tried again
        /// from time to time.
        case paused
        /// The engine is broken; the process has to end.
        case broken
        case closed
    }

    package var writing: Writing
    /// Why writing pauses, as a sentence; nil unless it does.
    package var pauseReason: String?
    /// Why questions cannot be answered, as a sentence; nil if they can.
    package var readingProblem: String?
    /// Durable commits since the start that were made for commands.
    package var commits: Int

    package init(
        writing: Writing, pauseReason: String? = nil, readingProblem: String? = nil,
        commits: Int = 0
    ) {
        self.writing = writing
        self.pauseReason = pauseReason
        self.readingProblem = readingProblem
        self.commits = commits
    }
}
