import Dispatch
import EventLoop
import Logging
import Logs
import Notifications
import SQLite
import StoreCore
import Synchronization
import Time

/// The one connection that writes, on a thread of its own.
///
/// What gathers while a batch is carried out shares the next commit; an idle writer commits at once.
/// If much waits, commits are made durable beside the next batch, by ``LogSync``, and ``Checkpointer``
/// moves most of the log beside it.
actor Writer: ThreadActor {
    nonisolated let executor = ThreadExecutor(name: "store.writer")
    nonisolated let inbox = Inbox<Ticket>()
    nonisolated let status: StoreStatus
    nonisolated let log: LogSync
    nonisolated let files: FileWatch
    nonisolated let minuteLog: MinuteLog
    nonisolated let backups = BackupRecord()

    private let options: SQLiteStoreOptions
    private let onFatal: @Sendable (SQLiteStoreError) -> Void
    private var lock: LockFile?
    let connection: Connection
    private let transaction: Transaction
    private let records: SQLiteRecords
    private let runner: CommandRunner
    let checkpointer: Checkpointer
    let metrics = StoreMetrics()
    var checkpoints: CheckpointPolicy
    var heldLog = HeldLog()
    /// Since when the writer waits for a pass over the log; nil: it does not.
    var stoppedAt: Moment?
    /// When a commit was last begun, or the idle log was last seen to.
    var usedAt: Moment
    var isFinishing = false
    /// The backup whose pages are being copied.
    var backup: BackupRun?
    private var hasEnded = false
    private var waiting: [Ticket] = []
    /// The number of the last commit that was begun.
    private var lastCommit = 0

    init(
        _ options: SQLiteStoreOptions, _ opened: OpenedDatabase, lock: consuming LockFile,
        onFatal: @escaping @Sendable (SQLiteStoreError) -> Void
    ) throws(SQLiteError) {
        self.options = options
        self.onFatal = onFatal
        minuteLog = MinuteLog(options.logger)
        connection = opened.connection
        transaction = opened.transaction
        records = opened.records
        runner = opened.runner
        status = StoreStatus()
        status.set(opened.runner.silences)
        let syncedLog = try LogFile(of: opened.connection)
        files = FileWatch(
            [try opened.connection.fileIdentity(), try FileIdentity(of: syncedLog.path)],
            clock: options.deadlineClock)
        log = LogSync(
            syncedLog, files, status, metrics, totals: opened.totals,
            clock: options.deadlineClock, syncFault: options.syncFault)
        checkpointer = try Checkpointer(path: options.path)
        checkpoints = CheckpointPolicy(threshold: options.checkpointPages)
        usedAt = options.deadlineClock.now
        self.lock = .some(lock)
        metrics.isWriting(true)
    }

    /// Each second until it is finished: looks whether the files are still there, and moves a log that
    /// was left alone.
    nonisolated func watchFiles() {
        files.start { [weak self] loss in
            guard let self else { return }
            if loss != nil { log.lose() }
            executor.run { self.assumeIsolated { $0.looked(loss) } }
        }
    }

    private func looked(_ loss: SQLiteError?) {
        if let loss { return end(after: loss) }
        moveIdleLog()
    }

    /// Puts commands in and wakes the writer if it sleeps.
    nonisolated func submit(_ ticket: Ticket) {
        if inbox.put(ticket) { wake() }
    }

    private nonisolated func wake() {
        executor.run { self.assumeIsolated { $0.takeTurn() } }
    }

    var now: Moment { options.deadlineClock.now }
    var wallClock: any WallClock { options.clock }
    var backupPagesMax: Int? { options.backupPagesMax }

    /// Carries out what was submitted, then takes no more; returns when all is answered.
    func finish() async {
        isFinishing = true
        stopBackup()
        repeat {
            waiting.append(contentsOf: inbox.take())
            commitBatch()
        } while !waiting.isEmpty || !inbox.sleep()
        set(.closed)
        _ = await log.durability.waitForAllBegun()
        if let loss = await files.stop() { end(after: loss) }
    }

    /// Moves the log into the file, closes it and frees the lock; readers are closed by then.
    func close() async throws(SQLiteStoreError) {
        defer { lock = nil }
        try await checkpointer.close()
        do {
            if status.health.writing == .closed { _ = try connection.checkpoint(.truncate) }
            try connection.close()
        } catch {
            throw .database(error)
        }
    }

    /// Makes one commit and comes again if more waits, so that what else is to be done has its turn.
    func takeTurn() {
        if !isFinishing, checkpoints.mustWait(logPages: connection.logPages) {
            // The end of the pass wakes the writer.
            if stoppedAt == nil { stoppedAt = now }
            return
        }
        waiting.append(contentsOf: inbox.take())
        commitBatch()
        if !waiting.isEmpty || !inbox.sleep() { wake() }
    }

    private func commitBatch() {
        guard status.health.writing == .open else { return refuseWaiting() }
        guard !waiting.isEmpty else { return }
        let start = now
        usedAt = start
        let changes = connection.changesInAll
        do {
            let contents = try carryOut()
            for index in waiting.indices { waiting[index].settle() }
            if let silences = runner.takeChangedSilences() { status.set(silences) }
            tell(
                WrittenBatch(
                    commit: lastCommit, tickets: takeSettled(),
                    isInLog: connection.changesInAll != changes,
                    report: .init(
                        startedAt: start, logPages: connection.logPages, contents: contents)))
            if checkpoints.isDue(logPages: connection.logPages) { startPass() }
        } catch {
            fail(error)
        }
    }

    /// Commands that have to wait before a sync beside them saves more than the hand-over costs.
    private static let worthHandingOver = 32

    /// Lets a batch be synced and told: here while little else is to be done, else beside what is.
    private func tell(_ batch: WrittenBatch) {
        guard log.add(batch) else { return }
        waiting.append(contentsOf: inbox.take())
        guard waiting.lazy.map(\.left).reduce(0, +) >= Self.worthHandingOver else {
            if let error = log.run() { end(after: error) }
            return
        }
        log.queue.async {
            guard let error = self.log.run() else { return }
            self.executor.run { self.assumeIsolated { $0.end(after: error) } }
        }
    }

    /// Takes out the tickets of which nothing is left to do.
    private func takeSettled() -> [Ticket] {
        let settled = waiting.filter(\.isSettled)
        waiting.removeAll(where: \.isSettled)
        return settled
    }

    /// Carries out what fits a commit.
    ///
    /// Almost no command writes before it is refused, or meets an error of its own. A savepoint for
    /// each would copy every page that it touches, so there are none until a command has to be taken
    /// back: then the whole batch is, and is carried out once more with them.
    private func carryOut() throws(SQLiteError) -> CommitContents {
        if let contents = try carryOut(.batch) { return contents }
        try transaction.rollback()
        runner.forgetAll()
        for index in waiting.indices { waiting[index].forgetUnsettled() }
        guard let contents = try carryOut(.savepoint) else {
            preconditionFailure("a savepoint takes a command back")
        }
        return contents
    }

    /// How the commands of a batch can be taken back.
    private enum TakeBack {
        /// All of them only.
        case batch
        /// Each by a savepoint of its own.
        case savepoint
    }

    /// Begins, carries out and commits; nil, without a commit, when all have to be taken back.
    private func carryOut(_ granularity: TakeBack) throws(SQLiteError) -> CommitContents? {
        try transaction.begin()
        let moment = BatchTime(startedAt: now, now: options.clock.now())
        var contents = CommitContents()
        repeat {
            let before = contents.commands
            for index in waiting.indices {
                guard try takeTurn(of: index, granularity, at: moment, in: &contents) else {
                    return nil
                }
            }
            if contents.commands == before { break }
        } while moment.startedAt.duration(to: now) < options.commitTimeMax
        try runner.put(contents.trace.counts)
        try commit()
        return contents
    }

    /// Commands of a ticket's turn: who brings much is waited for by the others for one turn a commit.
    private static let turnMax = 64

    /// Carries out the next commands of the ticket; false if all have to be taken back.
    private func takeTurn(
        of index: Int, _ granularity: TakeBack, at moment: BatchTime,
        in contents: inout CommitContents
    ) throws(SQLiteError) -> Bool {
        let startedAt = now
        for number in 0..<Self.turnMax {
            guard contents.commands < options.commandsPerCommitMax,
                let submission = waiting[index].next,
                number == 0 || startedAt.duration(to: now) < options.turnTimeMax
            else { break }
            guard let result = try carryOut(submission, granularity, at: moment, in: &contents)
            else {
                return false
            }
            waiting[index].append(result)
            contents.commands += 1
        }
        return true
    }

    /// The time of a commit.
    private struct BatchTime {
        /// Commands whose time is up by then are dropped.
        let startedAt: Moment
        /// The moment of all of its commands.
        let now: Timestamp
    }

    /// The result; nil if the command has to be taken back and only all can be.
    private func carryOut(
        _ submission: Submission, _ granularity: TakeBack, at moment: BatchTime,
        in contents: inout CommitContents
    ) throws(SQLiteError) -> CommandResult? {
        if let deadline = submission.deadline, deadline <= moment.startedAt {
            noteLoss(of: submission.command)
            return .failure(.deadlinePassed)
        }
        let changes = connection.changesInAll
        if granularity == .savepoint { try transaction.beginCommand() }
        do {
            let answer = try runner.carryOut(submission.command, at: moment.now)
            if granularity == .savepoint { try transaction.endCommand() }
            contents.trace.add(runner.trace)
            return .success(answer)
        } catch let refusal as Refusal {
            switch granularity {
            case .savepoint:
                try transaction.takeCommandBack()
                if connection.changesInAll != changes { runner.forgetAll() }
            case .batch where connection.changesInAll != changes: return nil
            case .batch: break
            }
            return .failure(.refused(refusal))
        } catch let error as SQLiteError {
            guard !error.isFull, !error.isBroken, connection.isInTransaction else { throw error }
            guard granularity == .savepoint else { return nil }
            try takeBack(submission.command, after: error)
        } catch {
            preconditionFailure("a command throws a refusal or an error of SQLite: \(error)")
        }
        return .failure(.unavailable)
    }

    /// Takes a command back that met an error of its own.
    private func takeBack(
        _ command: Command, after error: SQLiteError
    ) throws(SQLiteError) {
        try transaction.takeCommandBack()
        runner.forgetAll()
        noteLoss(of: command)
        options.logger.error(
            "a command failed",
            metadata: ["command": "\(command.kind)", "error": "\(error)"])
    }

    /// A receipt that Meta has to repeat: silence says nothing meanwhile.
    private func noteLoss(of command: Command) {
        guard case .recordReceipt = command else { return }
        runner.receiptsWereInterrupted(until: options.clock.now())
    }

    private func commit() throws(SQLiteError) {
        lastCommit = log.durability.begin()
        let commits = connection.logCommits
        defer { if connection.logCommits != commits { checkpoints.wroteToLog() } }
        guard let fault = options.commitFault?() else { return try transaction.commit() }
        if fault == .inputOutputErrorAfterCommit { try transaction.commit() }
        throw SQLiteError.injected
    }
}

// MARK: - What goes wrong

extension Writer {
    /// Answers the commands of a batch whose commit failed, and stops writing for a while or for good.
    func fail(_ error: SQLiteError) {
        metrics.commitFailed()
        runner.forgetAll()
        for index in waiting.indices { waiting[index].settle(unsettledAs: .outcomeUnknown) }
        do { try transaction.rollback() } catch {
            options.logger.error("cannot roll back", metadata: ["error": "\(error)"])
        }
        let isPassing = (error.isFull || error.isBusy) && !connection.isInTransaction
        guard isPassing else { return end(after: error) }
        set(.paused, because: error.isFull ? Self.fullReason : Self.lockedReason)
        tell(WrittenBatch(commit: lastCommit, tickets: takeSettled()))
        options.logger.error("writing pauses", metadata: ["error": "\(error)"])
        scheduleResumption()
    }

    /// Stops writing for good, and tells of the first error.
    private func end(after error: SQLiteError) {
        set(.broken)
        refuseWaiting()
        guard !hasEnded else { return }
        hasEnded = true
        options.logger.critical("writing ends", metadata: ["error": "\(error)"])
        onFatal(.database(error))
    }

    private func scheduleResumption() {
        let delay = DispatchTimeInterval.milliseconds(
            Int(options.pauseWhenFull.wholeMilliseconds))
        DispatchQueue.global().asyncAfter(deadline: .now() + delay) {
            self.executor.run { self.assumeIsolated { $0.resume() } }
        }
    }

    /// Tries whether writing works again.
    private func resume() {
        guard status.health.writing == .paused else { return }
        do {
            try transaction.begin()
            try records.tables.system.probe()
            try commit()
            runner.receiptsWereInterrupted(until: options.clock.now())
            set(.open)
            options.logger.notice("writing goes on")
            tell(WrittenBatch(commit: lastCommit, tickets: [], isInLog: true))
        } catch {
            fail(error)
        }
    }

    private func refuseWaiting() {
        for index in waiting.indices { waiting[index].refuseRest(as: .unavailable) }
        tell(WrittenBatch(commit: lastCommit, tickets: takeSettled()))
    }

    private static let fullReason = "the disk is full: nothing is stored until there is room"
    private static let lockedReason =
        "another program holds the database's lock: nothing is stored until it lets go"

    private func set(_ writing: StoreHealth.Writing, because reason: String? = nil) {
        status.set(writing, because: reason)
        metrics.isWriting(writing == .open)
    }
}

extension SQLiteError {
    /// Stands for the error of a commit in tests of what happens then.
    fileprivate static let injected = SQLiteError(
        code: 1_034, message: "disk I/O error", attempt: "run COMMIT")
}
