internal import Dispatch
internal import EventLoop
internal import Logging
internal import Notifications
internal import SQLite
internal import Synchronization

/// The one connection that writes and checkpoints, on a queue of its own.
///
/// What gathers while a commit is syncing shares the next one; an idle writer commits at once.
actor Writer: QueueActor {
    nonisolated let executor = QueueExecutor(label: "paynotify.store.writer", target: nil)
    nonisolated let inbox = Inbox<Ticket>()
    nonisolated let board: Board

    private let options: StoreOptions
    private let onFatal: @Sendable (StoreError) -> Void
    private var lock: LockFile?
    private let connection: Connection
    private let transaction: Transaction
    private let runner: CommandRunner
    private var metrics = StoreMetrics()
    private var statusGauges: StatusGauges
    private var checkpoints: CheckpointPolicy
    private var waiting: [Ticket] = []

    init(
        _ options: StoreOptions, _ opened: OpenedDatabase, lock: consuming LockFile,
        onFatal: @escaping @Sendable (StoreError) -> Void
    ) {
        self.options = options
        self.onFatal = onFatal
        connection = opened.connection
        transaction = opened.transaction
        runner = opened.runner
        board = Board(boot: opened.runner.boot)
        statusGauges = StatusGauges(opened.totals)
        checkpoints = CheckpointPolicy(threshold: options.checkpointPages)
        self.lock = .some(lock)
        metrics.isWriting(true)
    }

    /// Puts commands in and wakes the writer if it sleeps.
    nonisolated func submit(_ ticket: Ticket) {
        guard inbox.put(ticket) else { return }
        executor.queue.async { self.assumeIsolated { $0.drain() } }
    }

    /// Carries out what was submitted, then takes no more.
    func finish() {
        drain()
        if board.health.writing != .broken { set(.closed) }
    }

    /// Moves the log into the file, closes it and frees the lock; readers are closed by then.
    func close() throws(StoreError) {
        defer { lock = nil }
        do {
            if board.health.writing == .closed { _ = try connection.checkpoint(.truncate) }
            try connection.close()
        } catch {
            throw .database(error)
        }
    }

    private func drain() {
        repeat {
            repeat {
                waiting.append(contentsOf: inbox.take())
                commitBatch()
            } while !waiting.isEmpty
        } while !inbox.sleep()
    }

    private func commitBatch() {
        guard board.health.writing == .open else { return refuseWaiting() }
        guard !waiting.isEmpty else { return }
        let start = ContinuousClock.now
        do {
            let batch = try carryOut()
            metrics.committed(
                commands: batch.commands, logPages: connection.logPages,
                in: start.duration(to: .now))
            for certainty in batch.certainties { metrics.count(certainty) }
            board.committed(logPages: connection.logPages)
            statusGauges.add(batch.counts)
            for index in waiting.indices { waiting[index].settle() }
            completeSettled()
            board.tell(batch.news)
            try checkpointIfDue()
        } catch {
            fail(error)
        }
    }

    /// What a commit holds.
    private struct Batch {
        /// Commands whose time is up by then are dropped.
        let startedAt: ContinuousClock.Instant
        /// The moment of all of its commands.
        let now: Timestamp
        var commands = 0
        var news = CommitNews()
        var counts = StatusCounts()
        var certainties: [Certainty] = []

        mutating func add(_ trace: CommandTrace) {
            news.due.append(contentsOf: trace.due)
            if trace.hasUnverifiedBindings { news.hasUnverifiedBindings = true }
            if trace.queuesChanged { news.queuesChanged = true }
            if trace.hasReplays { news.hasReplays = true }
            counts.add(trace)
            certainties += trace.certainties
        }
    }

    /// Carries out what fits a commit.
    ///
    /// Almost no command writes before it is refused, or meets an error of its own. A savepoint for
    /// each would copy every page that it touches, so there are none until a command has to be taken
    /// back: then the whole batch is, and is carried out once more with them.
    private func carryOut() throws(SQLiteError) -> Batch {
        if let batch = try carryOut(.together) { return batch }
        try transaction.rollback()
        runner.forgetAll()
        for index in waiting.indices { waiting[index].forgetUnsettled() }
        guard let batch = try carryOut(.oneByOne) else {
            preconditionFailure("a savepoint takes a command back")
        }
        return batch
    }

    /// How the commands of a batch can be taken back.
    private enum Undoing {
        /// All of them only.
        case together
        /// Each by a savepoint of its own.
        case oneByOne
    }

    /// Begins, carries out and commits; nil, without a commit, when all have to be taken back.
    private func carryOut(_ undoing: Undoing) throws(SQLiteError) -> Batch? {
        try transaction.begin()
        var batch = Batch(startedAt: .now, now: options.clock.now())
        for index in waiting.indices {
            while batch.commands < options.commandsPerCommitMax,
                let submission = waiting[index].next
            {
                guard let result = try carryOut(submission, undoing, in: &batch) else {
                    return nil
                }
                waiting[index].append(result)
                batch.commands += 1
            }
        }
        try runner.write(batch.counts)
        try commit()
        return batch
    }

    /// The result; nil if the command has to be taken back and only all can be.
    private func carryOut(
        _ submission: Submission, _ undoing: Undoing, in batch: inout Batch
    ) throws(SQLiteError) -> CommandResult? {
        if let deadline = submission.deadline, deadline <= batch.startedAt {
            noteLoss(of: submission.command)
            return .failure(.deadlinePassed)
        }
        let changes = connection.changesInAll
        if undoing == .oneByOne { try transaction.beginCommand() }
        do {
            let answer = try runner.run(submission.command, at: batch.now)
            if undoing == .oneByOne { try transaction.endCommand() }
            batch.add(runner.trace)
            return .success(answer)
        } catch let refusal as Refusal {
            switch undoing {
            case .oneByOne:
                try transaction.takeCommandBack()
                if connection.changesInAll != changes { runner.forgetAll() }
            case .together where connection.changesInAll != changes: return nil
            case .together: break
            }
            return .failure(.refused(refusal))
        } catch let error as SQLiteError {
            guard !error.isFull, !error.isBroken, connection.isInTransaction else { throw error }
            guard undoing == .oneByOne else { return nil }
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
        runner.channels.wasInterrupted(until: options.clock.now())
    }

    private func commit() throws(SQLiteError) {
        guard let fault = options.commitFault?() else { return try transaction.commit() }
        if fault == .inputOutputErrorAfterCommit { try transaction.commit() }
        throw SQLiteError.injected
    }
}

// MARK: - What goes wrong

extension Writer {
    /// Answers the commands of a batch whose commit failed, and stops writing for a while or for good.
    private func fail(_ error: SQLiteError) {
        metrics.commitFailed()
        runner.forgetAll()
        for index in waiting.indices { waiting[index].settle(unsettledAs: .outcomeUnknown) }
        do { try transaction.rollback() } catch {
            options.logger.error("cannot roll back", metadata: ["error": "\(error)"])
        }
        let isPassing = (error.isFull || error.isBusy) && !connection.isInTransaction
        set(isPassing ? .paused : .broken)
        completeSettled()
        if isPassing {
            options.logger.error("writing pauses", metadata: ["error": "\(error)"])
            scheduleResumption()
        } else {
            options.logger.critical("writing ends", metadata: ["error": "\(error)"])
            refuseWaiting()
            onFatal(.database(error))
        }
    }

    private func scheduleResumption() {
        let delay = DispatchTimeInterval.milliseconds(
            Int(options.pauseWhenFull.wholeMilliseconds))
        executor.queue.asyncAfter(deadline: .now() + delay) {
            self.assumeIsolated { $0.resume() }
        }
    }

    /// Tries whether writing works again.
    private func resume() {
        guard board.health.writing == .paused else { return }
        do {
            try transaction.begin()
            try runner.tables.system.probe()
            try transaction.commit()
            runner.channels.wasInterrupted(until: options.clock.now())
            set(.open)
            options.logger.notice("writing goes on")
        } catch {
            fail(error)
        }
    }

    private func refuseWaiting() {
        for index in waiting.indices { waiting[index].refuseRest(as: .unavailable) }
        completeSettled()
    }

    private func completeSettled() {
        let settled = waiting.prefix { $0.isSettled }
        waiting.removeFirst(settled.count)
        for ticket in settled {
            metrics.count(ticket.outcomes)
            ticket.complete()
        }
    }

    private func set(_ writing: StoreHealth.Writing) {
        board.set(writing)
        metrics.isWriting(writing == .open)
    }

    private func checkpointIfDue() throws(SQLiteError) {
        guard checkpoints.isDue(logPages: connection.logPages) else { return }
        let start = ContinuousClock.now
        let progress = try connection.checkpoint(.passive)
        metrics.checkpointed(in: start.duration(to: .now))
        checkpoints.made(logPages: progress.logPages)
    }
}

extension SQLiteError {
    /// Stands for the error of a commit in tests of what happens then.
    fileprivate static let injected = SQLiteError(
        code: 1_034, message: "disk I/O error", attempt: "run COMMIT")
}
