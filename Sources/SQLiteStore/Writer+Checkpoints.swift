import EventLoop
import Logging
import Logs
import SQLite
import StoreCore
import Time

/// How the writer sees to it that the log is moved.
extension Writer {
    func startPass() {
        checkpoints.beganPass(logPages: connection.logPages)
        checkpointer.start { pass in
            self.executor.run { self.assumeIsolated { $0.passEnded(pass) } }
        }
    }

    /// Sees to a log that was left alone for long.
    func moveIdleLog() {
        guard !isFinishing, status.health.writing == .open else { return }
        let step = checkpoints.whenIdle(
            for: usedAt.duration(to: now), logPages: connection.logPages)
        guard step != .rest else { return }
        // A reader that holds the log is not asked again each second.
        usedAt = now
        do { try take(step) } catch { failed(error) }
    }

    private func passEnded(_ pass: Checkpointer.Pass) {
        guard !isFinishing else { return }
        metrics.passed(in: pass.duration)
        do {
            let progress = try pass.progress.get()
            tellOfReader(after: progress)
            try take(checkpoints.endedPass(progress, logPages: connection.logPages))
        } catch {
            failed(error)
        }
        if let stoppedAt, !checkpoints.mustWait(logPages: connection.logPages) {
            metrics.paused(for: stoppedAt.duration(to: now))
            self.stoppedAt = nil
            takeTurn()
        }
    }

    private func take(_ step: CheckpointPolicy.Step) throws(SQLiteError) {
        switch step {
        case .pass: startPass()
        case .moveRest: try moveRest()
        case .rest: break
        }
    }

    /// Moves what was written during the passes; the log then starts again at its beginning.
    private func moveRest() throws(SQLiteError) {
        guard status.health.writing == .open else {
            return checkpoints.gaveUp(logPages: connection.logPages)
        }
        let start = now
        let progress = try connection.checkpoint(.passive)
        metrics.paused(for: start.duration(to: now))
        tellOfReader(after: progress)
        checkpoints.moved(progress)
    }

    private func tellOfReader(after progress: CheckpointProgress) {
        let time = heldLog.ended(progress, at: now)
        metrics.logIsHeld(for: time)
        guard time > .zero else { return }
        minuteLog.log(
            .warning, "a reader holds the write-ahead log, which grows until it lets go",
            about: connection.path, "database")
    }

    private func failed(_ error: SQLiteError) {
        // A checkpoint that meets the writer in the moment when it tells of a commit is turned away.
        checkpoints.failed(logPages: connection.logPages, mayHaveMoved: !error.isBusy)
        if !error.isBusy { fail(error) }
    }
}
