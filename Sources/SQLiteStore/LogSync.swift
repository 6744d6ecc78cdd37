import Dispatch
import Notifications
import SQLite
import StoreCore
import Synchronization
import Time

/// Makes commits durable, and only then tells of them and answers, in the order of the commits.
///
/// The writer's connection has `synchronous = NORMAL`: a COMMIT writes to the log and syncs nothing.
/// What keeps the database whole is synced by SQLite as ever: the log before a checkpoint copies from
/// it, the file after a checkpoint has copied all, which has to be before the log starts again at its
/// beginning, and the log's new header before the frames that follow it. Each frame's checksum
/// continues the one before, so a power failure leaves a beginning of the commits
/// (<https://sqlite.org/pragma.html#pragma_synchronous>, <https://sqlite.org/wal.html>). What NORMAL
/// leaves out is that a commit is in that beginning: this is seen to here. A commit counts as durable
/// when a sync that began after it has ended, and commits that ended meanwhile share the next sync.
/// All of it is of no use in a file that was removed: ``FileWatch``.
final class LogSync: Sendable {
    private struct State {
        /// What was written and is not told of, in its order.
        var written: [WrittenBatch] = []
        /// Whether somebody runs: what is added meanwhile is theirs.
        var isRunning = false
    }

    /// What is counted of commits.
    private struct Counts {
        var commands = CommandCounters()
        var statuses: StatusGauges
    }

    /// For a run beside the writer.
    let queue = DispatchQueue(label: "paynotify.store.sync", target: nil)
    let durability = Durability()
    private let log: LogFile
    private let files: FileWatch
    private let status: StoreStatus
    private let metrics: StoreMetrics
    private let clock: any MonotonicClock
    private let syncFault: (@Sendable () -> Bool)?
    private let state = Mutex(State())
    private let counts: Mutex<Counts>
    /// Whether a sync failed or a file is gone: nothing is durable from then on.
    private let isBroken = Atomic(false)

    init(
        _ log: consuming LogFile, _ files: FileWatch, _ status: StoreStatus,
        _ metrics: StoreMetrics, totals: [NotificationStatus: Int], clock: any MonotonicClock,
        syncFault: (@Sendable () -> Bool)?
    ) {
        self.log = log
        self.files = files
        self.status = status
        self.metrics = metrics
        self.clock = clock
        self.syncFault = syncFault
        counts = Mutex(Counts(statuses: StatusGauges(totals)))
    }

    /// Adds what was written; true if nobody runs and the caller must see to it that somebody does.
    func add(_ batch: WrittenBatch) -> Bool {
        state.withLock { state in
            state.written.append(batch)
            defer { state.isRunning = true }
            return !state.isRunning
        }
    }

    /// Syncs and tells until nothing is left; gives the error if a sync failed or a file is gone.
    func run() -> SQLiteError? {
        var failure: SQLiteError?
        while let batches = takeOrEnd() {
            if !isBroken.load(ordering: .relaxed) {
                do { try makeDurable(batches) } catch {
                    failure = error
                    lose()
                    metrics.commitFailed()
                }
            }
            if isBroken.load(ordering: .relaxed) {
                for batch in batches { tellLoss(of: batch) }
            } else {
                for batch in batches { tell(batch) }
            }
        }
        return failure
    }

    /// Says that nothing is durable from here on; from any thread.
    func lose() {
        isBroken.store(true, ordering: .relaxed)
        status.set(.broken)
        durability.lose()
    }

    /// All that was written; nil: nothing, and the run is over.
    private func takeOrEnd() -> [WrittenBatch]? {
        state.withLock { state in
            guard !state.written.isEmpty else {
                state.isRunning = false
                return nil
            }
            let all = state.written
            state.written = []
            return all
        }
    }

    private func makeDurable(_ batches: [WrittenBatch]) throws(SQLiteError) {
        if batches.contains(where: \.isInLog) {
            if syncFault?() == true { throw SQLiteError.injectedIntoSync }
            try log.sync()
        }
        // What is on the disk in a file without a name is lost with the process.
        if let loss = files.loss() { throw loss }
    }

    private func tell(_ batch: WrittenBatch) {
        if let report = batch.report {
            status.committed(logPages: report.logPages)
            metrics.committed(
                commands: report.contents.commands, logPages: report.logPages,
                in: report.startedAt.duration(to: clock.now))
            for certainty in report.contents.trace.certainties { metrics.count(certainty) }
            for failure in report.contents.trace.failures { metrics.count(failure) }
        }
        durability.settle(through: batch.commit)
        // Before the answers: who has one can count on the news being out.
        if let report = batch.report { status.tell(report.contents.trace.events) }
        answer(batch.tickets, adding: batch.report?.contents.trace.counts)
    }

    private func tellLoss(of batch: WrittenBatch) {
        answer(
            batch.tickets.map { ticket in
                var ticket = ticket
                ticket.loseResults()
                return ticket
            })
    }

    private func answer(_ tickets: [Ticket], adding changes: StatusCounts? = nil) {
        counts.withLock { counts in
            if let changes { counts.statuses.add(changes) }
            for ticket in tickets { counts.commands.add(ticket) }
        }
        for ticket in tickets { ticket.complete() }
    }
}

extension SQLiteError {
    /// Stands for the error of a sync in tests of what happens then.
    fileprivate static let injectedIntoSync = SQLiteError(
        code: 1_034, message: "disk I/O error", attempt: "sync the log")
}
