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
    /// Durable commits since the start that were made for commands.
    package var commits: Int
    /// Pages in the write-ahead log after the last of them.
    package var logPages: Int
    /// The number of this start; grows by one with each.
    package var boot: Int64
    /// The version of the SQLite library.
    package var sqliteVersion: String
}
