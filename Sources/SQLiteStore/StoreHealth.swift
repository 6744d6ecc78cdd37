/// How the store is doing.
package struct StoreHealth: Hashable, Sendable {
    /// Whether commands are carried out.
    package enum Writing: String, Hashable, Sendable {
        case open
        /// The disk is full or the file locked; tried again from time to time.
        case paused
        /// The disk or the file is broken; the process has to end.
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
    /// Pages in the write-ahead log after the last of them.
    package var logPages: Int
    /// The number of this start; grows by one with each.
    package var boot: Int64
    /// The version of the SQLite library.
    package var sqliteVersion: String
}
