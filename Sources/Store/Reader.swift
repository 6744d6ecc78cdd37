internal import EventLoop
internal import Notifications
internal import SQLite

/// A connection that only reads, on a queue of its own; each question sees one state of the data.
actor Reader: QueueActor {
    nonisolated let executor: QueueExecutor
    private let connection: Connection
    private let tables: Tables
    private var isClosed = false

    init(path: String, number: Int) throws(SQLiteError) {
        executor = QueueExecutor(label: "paynotify.store.reader.\(number)", target: nil)
        connection = try Connection(path: path, access: .queryOnly)
        tables = try Tables(connection)
    }

    /// Answers from one snapshot, which ends before this returns.
    func read<Answer: Sendable>(
        _ question: @Sendable (Tables) throws(SQLiteError) -> Answer
    ) throws(StoreFailure) -> Answer {
        guard !isClosed else { throw StoreFailure(description: "the store is closed") }
        do {
            try connection.execute("BEGIN")
            let answer = try question(tables)
            try connection.execute("COMMIT")
            return answer
        } catch {
            if connection.isInTransaction { try? connection.execute("ROLLBACK") }
            throw StoreFailure(description: "\(error)")
        }
    }

    func close() throws(StoreError) {
        isClosed = true
        do { try connection.close() } catch { throw .database(error) }
    }
}
