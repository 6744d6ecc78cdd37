// `Store` on SQLite. Nothing outside SQLiteStore speaks SQL.
//
// Its invariants: one connection writes, on one thread, and one more moves the log beside it; an answer
// is given after the sync that made its commit durable, never before, and shows nothing that is not
// durable, in files that are ours still; every statement on a tenant's rows names the tenant.

import Logging
package import Notifications
import SQLite
package import StoreCore
import Synchronization

/// The database of one daemon.
package final class SQLiteStore: Store {
    /// The number of this start; grows by one with each.
    package let boot: Int64
    let writer: Writer
    /// Which restore of itself the database is: 1 unless it was put back from a backup.
    package let generation: Int64
    private let readers: [Reader]
    private let turn = Atomic<Int>(0)
    let clock: any WallClock

    /// Opens the database: takes its lock, brings it to the schema of this program, and makes attempts
    /// uncertain that an earlier start left armed.
    ///
    /// `onFatal` is called on the writer's thread when disk or file are broken: nothing is written from
    /// then on, and the process is to end.
    package init(
        _ options: SQLiteStoreOptions, onFatal: @escaping @Sendable (SQLiteStoreError) -> Void
    ) throws(SQLiteStoreError) {
        var options = options
        clock = options.clock
        let lock = try OpenedDatabase.lock(&options)
        let opened = try OpenedDatabase(options)
        boot = opened.records.boot
        generation = opened.records.epoch.generation
        options.logger.info(
            "database open",
            metadata: [
                "path": "\(options.path)", "sqlite": "\(SQLiteVersion.text)",
                "boot": "\(boot)", "generation": "\(generation)",
                "uncertain_attempts": "\(opened.uncertainAttempts)",
            ])
        if SQLiteVersion.number < SQLiteVersion.firstWithoutResetRace {
            options.logger.notice("no other program may checkpoint the database while it is in use")
        }
        var readers: [Reader] = []
        do {
            writer = try Writer(options, opened, lock: lock, onFatal: onFatal)
            for number in 1...max(1, options.readers) {
                readers.append(
                    try Reader(
                        path: options.path, number: number, writer.log.durability, writer.files,
                        writer.status, writer.minuteLog
                    ))
            }
        } catch {
            throw .database(error)
        }
        self.readers = readers
        writer.watchFiles()
    }

    package func observe(_ observer: (any CommitObserver)?) { writer.status.observe(observer) }

    /// Since when numbers are silent.
    var silenceRecord: SilenceRecord { writer.status.silences }

    package var health: StoreHealth { writer.status.health }

    /// Pages in the write-ahead log after the last commit.
    package var logPages: Int { writer.status.logPages }

    /// Beside what the protocol says, moves the log into the file.
    package func close() async throws(StoreFailure) {
        await writer.finish()
        observe(nil)
        do throws(SQLiteStoreError) {
            for reader in readers { try await reader.close() }
            try await writer.close()
        } catch {
            throw StoreFailure(description: "cannot close the database: \(error)")
        }
    }

    package func submit(
        _ submissions: [Submission], completion: @escaping @Sendable ([CommandResult]) -> Void
    ) {
        writer.submit(Ticket(submissions, completion: completion))
    }

    /// Answers on one of the readers, each in its turn.
    func read<Answer: Sendable>(
        _ question: @Sendable (Tables) throws(SQLiteError) -> Answer
    ) async throws(StoreFailure) -> Answer {
        let turn = turn.wrappingAdd(1, ordering: .relaxed).oldValue
        return try await readers[Int(UInt(bitPattern: turn) % UInt(readers.count))].read(question)
    }
}
