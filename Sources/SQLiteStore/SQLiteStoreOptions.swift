package import EventLoop
package import Logging
package import Notifications
package import SQLite

/// Where the database is, and the limits of its use.
package struct SQLiteStoreOptions: Sendable {
    /// The database's file; its folder is made if it is missing, the folder's parent is not.
    package var path: String
    /// Connections that answer questions, each on a queue of its own; at least 1.
    package var readers: Int
    /// Commands that share a commit at most.
    package var commandsPerCommitMax: Int
    /// How long a commit takes in further turns of those who have more than one.
    package var commitTimeMax = Duration.milliseconds(50)
    /// How long a turn begins another command.
    package var turnTimeMax = Duration.milliseconds(20)
    /// The write-ahead log is moved into the file when it has more pages than this.
    package var checkpointPages: Int
    /// Pages that the file may have; nil for no limit but the disk's.
    package var databasePagesMax: Int?
    /// Where the backup before a migration goes; nil: beside the database.
    package var backupFolder: String?
    /// Pages that a backup may have, for tests of a full disk; nil for no limit but the disk's.
    package var backupPagesMax: Int?
    /// How long nothing is written after the disk ran full, before it is tried again.
    package var pauseWhenFull: Duration
    package var clock: any WallClock
    /// The clock of the commands' deadlines, of how long a commit takes, and of what is done each second.
    package var deadlineClock: any LoopClock = SystemClock()
    package var zones: any ZoneRules
    /// Makes identifiers and jitter.
    package var random: any RandomNumberGenerator & Sendable
    package var logger: Logger
    /// Asked before each commit; an error stands for the one that the commit would have given.
    package var commitFault: (@Sendable () -> CommitFault?)?
    /// Asked before each sync of the log, on the thread that makes it; true stands for its error.
    package var syncFault: (@Sendable () -> Bool)?
    /// Shown every statement of the writer's, on its queue; slow, for tests.
    package var statementTrace: (@Sendable (TracedStatement) -> Void)?

    package init(
        path: String, readers: Int = 2, commandsPerCommitMax: Int = 1_024,
        checkpointPages: Int = 16_000, databasePagesMax: Int? = nil,
        pauseWhenFull: Duration = .seconds(5), clock: any WallClock, zones: any ZoneRules,
        random: any RandomNumberGenerator & Sendable, logger: Logger
    ) {
        self.path = path
        self.readers = readers
        self.commandsPerCommitMax = commandsPerCommitMax
        self.checkpointPages = checkpointPages
        self.databasePagesMax = databasePagesMax
        self.pauseWhenFull = pauseWhenFull
        self.clock = clock
        self.zones = zones
        self.random = random
        self.logger = logger
    }
}

/// A commit that goes wrong, for tests of what the store does then.
package enum CommitFault: Sendable {
    /// The disk fails before the commit; nothing of it is durable.
    case inputOutputError
    /// The disk fails after the commit was made: it is durable, and nobody knows.
    case inputOutputErrorAfterCommit
}
