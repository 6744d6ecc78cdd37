import EventLoop
import Logging
import Logs
import Notifications
import SQLite

/// A connection that only reads, on a thread of its own that leaves the machine to the writer and the servers;
/// each question sees one state of the data.
actor Reader: ThreadActor {
    nonisolated let executor: ThreadExecutor
    private let connection: Connection
    private let tables: Tables
    private let durability: Durability
    private let files: FileWatch
    private let status: StoreStatus
    private let log: MinuteLog
    private var isClosed = false

    init(
        path: String, number: Int, _ durability: Durability, _ files: FileWatch,
        _ status: StoreStatus, _ log: MinuteLog
    ) throws(SQLiteError) {
        executor = ThreadExecutor(name: "store.reader.\(number)", priority: .low)
        connection = try Connection(path: path, access: .queryOnly)
        tables = try Tables(connection)
        self.durability = durability
        self.files = files
        self.status = status
        self.log = log
    }

    /// Answers from one snapshot, when all that it may have seen is durable: no power failure takes
    /// back what somebody was shown.
    func read<Answer: Sendable>(
        _ question: @Sendable (Tables) throws(SQLiteError) -> Answer
    ) async throws(StoreFailure) -> Answer {
        let answer = try look(question)
        guard await durability.waitForAllBegun() else {
            throw StoreFailure(description: "the log cannot be synced: what was read may be lost")
        }
        if let loss = files.loss() { throw StoreFailure(description: "\(loss)") }
        return answer
    }

    private func look<Answer: Sendable>(
        _ question: @Sendable (Tables) throws(SQLiteError) -> Answer
    ) throws(StoreFailure) -> Answer {
        guard !isClosed else { throw StoreFailure(description: "the store is closed") }
        do {
            try connection.execute("BEGIN")
            let answer = try question(tables)
            try connection.execute("COMMIT")
            status.setReadingProblem(nil)
            return answer
        } catch {
            if error.isBroken {
                status.setReadingProblem("the database cannot be read: \(error)")
                log.log(.error, "the database cannot be read", about: "\(error)", "error")
            }
            if connection.isInTransaction { try? connection.execute("ROLLBACK") }
            throw StoreFailure(description: "\(error)")
        }
    }

    func close() throws(SQLiteStoreError) {
        isClosed = true
        do { try connection.close() } catch { throw .database(error) }
    }
}
