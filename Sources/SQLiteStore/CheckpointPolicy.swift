import SQLite

/// When the write-ahead log is moved into the database file, and by whom.
///
/// Passes beside the writer move what is there. Only a log that was moved as a whole starts again at
/// its beginning, and the writer goes on meanwhile: so at the end the writer moves the few pages that
/// are left itself.
///
/// Its invariant: **a pass begins only when a frame of the log is not moved, and nobody else
/// checkpoints until it has ended.** Before 3.51.3 SQLite destroys the database otherwise
/// (<https://sqlite.org/wal.html>): a checkpoint notes the log's length and then looks how much of it is
/// moved. If all was, a commit in between may start the log again; the checkpoint takes the old length
/// for one of the new log, and ends by counting frames as moved that it never looked at. As long as one
/// frame is not moved no commit starts the log again; nobody but the pass moves it, and by then the
/// pass is past that look.
///
/// So what the writer moves itself it moves with no pass under way, when it cannot commit meanwhile; and
/// no other program may checkpoint. Reading is free: a connection moves nothing before it commits, and
/// nothing when it closes while the daemon has the file open.
struct CheckpointPolicy {
    private let threshold: Int
    private var next: Int
    /// Passes since the checkpoint began.
    private var passes = 0
    /// Pages in the log when the pass under way began; nil: there is none.
    private var pagesAtPass: Int?
    /// Whether a frame is known not to be moved; one is after the opening's commit.
    private var hasUnmoved = true

    /// Passes of a checkpoint at most, however fast the writer is.
    static let passesMax = 3

    /// Takes the size of the log, in pages, above which it is moved.
    init(threshold: Int) {
        self.threshold = threshold
        next = threshold
    }

    /// Pages that the writer moves itself, in a short pause.
    private var few: Int { max(1, threshold / 8) }

    /// A commit wrote to the log.
    mutating func wroteToLog() { hasUnmoved = true }

    /// Whether a checkpoint of a log of so many pages is to begin.
    mutating func isDue(logPages: Int) -> Bool {
        if logPages <= threshold { next = threshold }
        return pagesAtPass == nil && hasUnmoved && logPages > next
    }

    /// A pass begins, of a log with frames that are not moved.
    mutating func beganPass(logPages: Int) {
        precondition(pagesAtPass == nil, "one pass is under way at a time")
        precondition(hasUnmoved, "a pass begins only when a frame is not moved")
        passes += 1
        pagesAtPass = logPages
    }

    /// Whether the writer has to wait for the pass: else the log would grow without bounds.
    func mustWait(logPages: Int) -> Bool {
        pagesAtPass.map { logPages > $0 + 3 * threshold } ?? false
    }

    /// What comes after a pass, or when nothing was written for long.
    enum Step: Hashable, Sendable {
        /// Another pass: much was written meanwhile.
        case pass
        /// The writer moves what is left.
        case moveRest
        /// Nothing: all is moved, or a reader holds the log.
        case rest
    }

    /// A pass ended; now there are so many pages in the log.
    mutating func endedPass(_ progress: CheckpointProgress, logPages: Int) -> Step {
        pagesAtPass = nil
        guard progress.movedPages == progress.logPages else {
            gaveUp(logPages: progress.logPages)
            return .rest
        }
        // Below zero the log has started again already, with frames that nobody has moved. Zero means
        // that all is moved, unless a log that started again has as many pages by chance.
        let left = logPages - progress.movedPages
        hasUnmoved = left != 0
        if left > few && passes < Self.passesMax { return .pass }
        if left > 0 { return .moveRest }
        gaveUp(logPages: logPages)
        return .rest
    }

    /// How long nothing is written before the log is moved however short it is: who loses the log or
    /// copies the file alone is to find in it what was acknowledged.
    static let idleTime = Duration.seconds(30)

    /// What is to be done about the log when nothing was written for so long.
    ///
    /// The writer has nothing else to do and moves it itself, unless a reader that held it let it grow
    /// above the threshold.
    func whenIdle(for time: Duration, logPages: Int) -> Step {
        guard time >= Self.idleTime, pagesAtPass == nil, hasUnmoved else { return .rest }
        return logPages > threshold ? .pass : .moveRest
    }

    /// The writer moved the log itself.
    mutating func moved(_ progress: CheckpointProgress) {
        hasUnmoved = progress.movedPages < progress.logPages
        gaveUp(logPages: progress.logPages)
    }

    /// A pass or the writer's own move failed; `mayHaveMoved`: nobody knows how far it came.
    mutating func failed(logPages: Int, mayHaveMoved: Bool) {
        if mayHaveMoved { hasUnmoved = false }
        gaveUp(logPages: logPages)
    }

    /// A checkpoint is over.
    ///
    /// While a reader keeps the log from starting again at its beginning, the
    /// next one waits until the log has grown by a quarter of the threshold.
    mutating func gaveUp(logPages: Int) {
        next = logPages + max(1, threshold / 4)
        passes = 0
        pagesAtPass = nil
    }
}
