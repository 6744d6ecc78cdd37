import EventLoop
import Notifications
import SQLite
import StoreCore

/// The writer's database, of the schema of this program, with this start on record.
struct OpenedDatabase {
    let connection: Connection
    let transaction: Transaction
    let records: SQLiteRecords
    let runner: CommandRunner
    /// Attempts that an earlier start left armed.
    let uncertainAttempts: Int
    /// How many notifications are stored with each status.
    let totals: [NotificationStatus: Int]

    /// Takes the lock of the database, which is to be held while it is open; makes folder and file.
    ///
    /// The lock, and from here on the path, are by the file's only name, so that who comes by a link
    /// meets the same lock.
    static func lock(_ options: inout SQLiteStoreOptions) throws(SQLiteStoreError) -> LockFile {
        do {
            try makeFolder(of: options.path)
            try PrivateFiles.makeFile(options.path)
            options.path = try PrivateFiles.onlyName(of: options.path)
        } catch { throw .cannotWrite(error) }
        do { return try LockFile(at: options.path + ".lock") } catch { throw .locked(error) }
    }

    init(_ options: SQLiteStoreOptions) throws(SQLiteStoreError) {
        do { connection = try Self.connect(options) } catch { throw .database(error) }
        try MigrationBackup.make(of: connection, options)
        do { try connection.migrate(Schema.migrations) } catch { throw .migration(error) }
        let erased = try ErasedCodes(besides: options.path)
        do {
            transaction = try Transaction(connection)
            let tables = try Tables(connection)
            try transaction.begin()
            erased.mayHaveHidden = try tables.erased.hasHidden()
            records = try SQLiteRecords(tables, erased)
            let now = options.clock.now()
            runner = CommandRunner(
                records, zones: options.zones, startedAt: now, random: options.random)
            uncertainAttempts = try runner.markInterruptedAttempts(at: now)
            runner.begin(with: try tables.system.silences())
            totals = try tables.system.counts()
            try transaction.commit()
            // From here on LogSync makes commits durable.
            try connection.execute("PRAGMA synchronous = NORMAL")
        } catch {
            throw .database(error)
        }
    }

    static func makeFolder(of path: String) throws(PrivateFileError) {
        guard let end = path.lastIndex(of: "/"), end != path.startIndex else { return }
        try PrivateFiles.makeFolder(String(path[..<end]))
    }

    static func connect(_ options: SQLiteStoreOptions) throws(SQLiteError) -> Connection {
        let connection = try Connection(path: options.path, access: .readWrite)
        if let show = options.statementTrace { connection.trace(show) }
        for setting in settings { try connection.execute(setting) }
        if let pages = options.databasePagesMax {
            try connection.execute("PRAGMA max_page_count = \(pages)")
        }
        return connection
    }

    /// FULL syncs the log at each commit of the opening, and with its first sync the folder that the log
    /// was made in.
    private static let settings = [
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA cache_size = -65536",
        "PRAGMA journal_size_limit = 67108864",
    ]
}
