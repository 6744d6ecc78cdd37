/// When the write-ahead log is moved into the database file.
struct CheckpointPolicy {
    private let threshold: Int
    private var next: Int

    /// Takes the size of the log, in pages, above which it is moved.
    init(threshold: Int) {
        self.threshold = threshold
        next = threshold
    }

    /// Whether a log of so many pages is to be moved.
    mutating func isDue(logPages: Int) -> Bool {
        if logPages <= threshold { next = threshold }
        return logPages > next
    }

    /// A checkpoint was made.
    ///
    /// While a reader keeps the log from starting again at its beginning, the
    /// next one waits until the log has grown by a quarter of the threshold.
    mutating func made(logPages: Int) {
        next = logPages + max(1, threshold / 4)
    }
}
