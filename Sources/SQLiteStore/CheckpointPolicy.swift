import SQLite

/// When the write-ahead log is moved into the database file, and by whom.
///
/// Passes beside the writer move what is there. Only a log that was moved as a whole starts again at
/// its beginning, and the writer goes on meanwhile: so at the end the writer moves the few pages that
/// are left itself.
struct CheckpointPolicy {
    private let threshold: Int
    private var next: Int
    /// Passes since the checkpoint began.
    private var passes = 0
    /// Pages in the log when the pass under way began; nil: there is none.
    private var pagesAtPass: Int?

    /// Passes of a checkpoint at most, however fast the writer is.
    static let passesMax = 3

    /// Takes the size of the log, in pages, above which it is moved.
    init(threshold: Int) {
        self.threshold = threshold
        next = threshold
    }

    /// Pages that the writer moves itself, in a short pause.
    private var few: Int { max(1, threshold / 8) }

    /// Whether a checkpoint of a log of so many pages is to begin.
    mutating func isDue(logPages: Int) -> Bool {
        if logPages <= threshold { next = threshold }
        return pagesAtPass == nil && logPages > next
    }

    /// A pass began.
    mutating func beganPass(logPages: Int) {
        passes += 1
        pagesAtPass = logPages
    }

    /// Whether the writer has to wait for the pass: else the log would grow without bounds.
    func mustWait(logPages: Int) -> Bool {
        pagesAtPass.map { logPages > $0 + 3 * threshold } ?? false
    }

    /// What comes after a pass.
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
        if progress.movedPages < progress.logPages {
            made(logPages: progress.logPages)
            return .rest
        }
        let left = logPages - progress.movedPages
        if left > few && passes < Self.passesMax { return .pass }
        // Not above zero: all is moved, or the log has started again already.
        if left > 0 { return .moveRest }
        made(logPages: logPages)
        return .rest
    }

    /// A checkpoint was made, or given up.
    ///
    /// While a reader keeps the log from starting again at its beginning, the
    /// next one waits until the log has grown by a quarter of the threshold.
    mutating func made(logPages: Int) {
        next = logPages + max(1, threshold / 4)
        passes = 0
        pagesAtPass = nil
    }
}
