import Dispatch
import EventLoop
import Notifications
import SQLite
import StoreCore
import Time

/// A backup whose pages are being copied.
struct BackupRun {
    let file: BackupFile
    let copy: OnlineBackup
    let disk: BackupDisk
    var pace = BackupPace()
    /// Pages that were copied by the last slice's end.
    var pagesCopied = 0
    let ended: @Sendable (BackupProgress) -> Void
}

/// Copies the database on the writer's own connection, a slice between two commits.
///
/// From another connection each commit would begin the copy anew; under a snapshot of its own it would
/// keep the log from starting again for as long as it takes.
extension Writer {
    func startBackup(
        to path: String, then ended: @escaping @Sendable (BackupProgress) -> Void
    ) throws(BackupRefused) -> BackupProgress {
        guard !isFinishing, status.health.writing != .broken else { throw .closed }
        let progress = BackupProgress(path: path, beganAt: wallClock.now())
        // What is wrong with the path is told before anything is noted.
        if let running = backups.progress, running.isUnderWay {
            throw .underWay(path: running.path)
        }
        let run = try begin(to: path, then: ended)
        try backups.begin(progress)
        backup = run
        scheduleSlice(after: .zero)
        return progress
    }

    private func begin(
        to path: String, then ended: @escaping @Sendable (BackupProgress) -> Void
    ) throws(BackupRefused) -> BackupRun {
        let bytes: Int
        do throws(SQLiteError) { bytes = try connection.databaseBytes() } catch {
            throw .cannotWrite("\(error)")
        }
        let file = try BackupFile(at: path, bytes: bytes + bytes / 8)
        do {
            let copy = try OnlineBackup(
                of: connection, to: file.partialPath, pagesMax: backupPagesMax)
            let disk = try BackupDisk(file.partialPath, on: backups.queue)
            return BackupRun(file: file, copy: copy, disk: disk, ended: ended)
        } catch {
            file.discard()
            throw .cannotWrite("\(error)")
        }
    }

    private func scheduleSlice(after pause: Duration) {
        let nanoseconds = Int(pause / .nanoseconds(1))
        DispatchQueue.global(qos: .utility).asyncAfter(
            deadline: .now() + .nanoseconds(nanoseconds)
        ) {
            self.executor.run { self.assumeIsolated { $0.takeSlice() } }
        }
    }

    /// How long the disk has to be caught up with.
    private static let diskPause = Duration.milliseconds(20)
    /// Without a commit for so long, nobody is held up.
    private static let idleTime = Duration.milliseconds(50)

    private func takeSlice() {
        guard var run = backup else { return }
        if let error = run.disk.error { return failBackup("\(error)") }
        if run.disk.isBehind { return scheduleSlice(after: Self.diskPause) }
        let start = now
        do throws(SQLiteError) {
            let progress = try run.copy.step(pages: run.pace.pages)
            let end = now
            backups.copied(progress.pagesCopied, of: progress.pages)
            run.disk.wrote(max(0, progress.pagesCopied - run.pagesCopied))
            run.pagesCopied = progress.pagesCopied
            let pause = run.pace.took(
                start.duration(to: end), isIdle: usedAt.duration(to: end) > Self.idleTime)
            metrics.copied(in: start.duration(to: end))
            backup = run
            if progress.isDone { finishBackup(run) } else { scheduleSlice(after: pause) }
        } catch {
            failBackup("\(error)")
        }
    }

    /// Lets go of the copy; what is left to do needs no writer.
    private func finishBackup(_ run: BackupRun) {
        backup = nil
        do throws(SQLiteError) { try run.copy.end() } catch {
            return end(run, as: .failed(because: "\(error)"))
        }
        backups.finishes()
        let backups = backups
        let clock = wallClock
        backups.queue.async { [file = run.file, ended = run.ended] in
            let stage: BackupProgress.Stage
            do {
                stage = .done(sha256: try file.finish { backups.mustStop })
            } catch is CancellationError {
                stage = .failed(because: Self.stopped)
            } catch {
                stage = .failed(because: "\(error)")
            }
            if case .failed = stage { file.discard() }
            if let progress = backups.end(stage, at: clock.now()) { ended(progress) }
        }
    }

    private static let stopped = "the store was closed before the backup was whole"

    /// Ends a backup that is not whole; the store goes on.
    private func failBackup(_ reason: String) {
        guard let run = backup else { return }
        backup = nil
        try? run.copy.end()
        end(run, as: .failed(because: reason))
    }

    private func end(_ run: BackupRun, as stage: BackupProgress.Stage) {
        run.file.discard()
        if let progress = backups.end(stage, at: wallClock.now()) { run.ended(progress) }
    }

    /// The store closes: a connection that is being copied cannot.
    func stopBackup() {
        failBackup(Self.stopped)
        backups.stop()
    }
}
