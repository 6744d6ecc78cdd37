import Dispatch
import EventLoop
import SQLite
import Time

/// Moves pages from the log into the file while the writer goes on, on a connection and a queue of its
/// own.
///
/// PASSIVE takes no lock that a writer waits for, and stops where a reader still needs the log
/// (<https://sqlite.org/c3ref/wal_checkpoint_v2.html>). It waits for nobody either: it ends with
/// SQLITE_BUSY when it reads the index's header while the writer changes it, or when there is another
/// checkpoint. So the writer makes none while a pass is under way; when one may begin is the
/// invariant of ``CheckpointPolicy``.
actor Checkpointer: QueueActor {
    nonisolated let executor = QueueExecutor(label: "paynotify.store.checkpointer", target: nil)
    private let connection: Connection

    init(path: String) throws(SQLiteError) {
        connection = try Connection(path: path, access: .queryOnly)
        // It syncs the log before it copies from it.
        try connection.execute("PRAGMA synchronous = NORMAL")
        // SQLite opens the log at the first read, and moves nothing before.
        _ = try connection.schemaVersion()
    }

    /// What a pass came to.
    struct Pass: Sendable {
        let progress: Result<CheckpointProgress, SQLiteError>
        let duration: Duration
    }

    /// Moves what is in the log, syncs the file, and calls back on its queue.
    nonisolated func start(then report: @escaping @Sendable (Pass) -> Void) {
        executor.queue.async { report(self.assumeIsolated { $0.pass() }) }
    }

    private func pass() -> Pass {
        let start = Moment.now
        let progress: Result<CheckpointProgress, SQLiteError>
        do throws(SQLiteError) {
            let moved = try connection.checkpoint(.passive)
            // So that the writer, which moves the rest, has not much to wait for.
            try connection.syncFile()
            progress = .success(moved)
        } catch {
            progress = .failure(error)
        }
        return Pass(progress: progress, duration: start.duration(to: .now))
    }

    /// The value of a setting of its connection, such as `synchronous`.
    func setting(_ name: String) throws(SQLiteError) -> String? { try connection.pragma(name) }

    func close() throws(SQLiteStoreError) {
        do { try connection.close() } catch { throw .database(error) }
    }
}
