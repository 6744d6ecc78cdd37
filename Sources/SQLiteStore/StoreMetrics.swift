import Metrics
import Notifications
import StoreCore

/// What the store tells of itself in figures.
struct StoreMetrics: Sendable {
    private let commitSeconds = Timer(label: "paynotify_store_commit_seconds")
    private let batchCommands = Recorder(label: "paynotify_store_batch_commands")
    private let logPages = Gauge(label: "paynotify_store_wal_pages")
    private let heldSeconds = Gauge(label: "paynotify_store_wal_held_seconds")
    private let checkpointSeconds = Timer(label: "paynotify_store_checkpoint_seconds")
    private let passSeconds = Timer(label: "paynotify_store_checkpoint_pass_seconds")
    private let backupSliceSeconds = Timer(label: "paynotify_store_backup_slice_seconds")
    private let commitFailures = Counter(label: "paynotify_store_commit_failures_total")
    private let writing = Gauge(label: "paynotify_store_writing")
    private let possibleDuplicates = Counter(label: "paynotify_possible_duplicates_total")
    private let confirmedDuplicates = Counter(label: "paynotify_duplicates_confirmed_total")

    /// A commit is durable; it took so long from its beginning.
    func committed(commands: Int, logPages pages: Int, in duration: Duration) {
        commitSeconds.recordNanoseconds(duration.nanoseconds)
        batchCommands.record(commands)
        logPages.record(pages)
    }

    /// The writer stood still so long for a checkpoint: it moved what was left of the log, or waited.
    func paused(for duration: Duration) {
        checkpointSeconds.recordNanoseconds(duration.nanoseconds)
    }

    /// A pass over the log beside the writer took so long.
    func passed(in duration: Duration) {
        passSeconds.recordNanoseconds(duration.nanoseconds)
    }

    /// The writer stood still so long for a slice of a backup.
    func copied(in duration: Duration) {
        backupSliceSeconds.recordNanoseconds(duration.nanoseconds)
    }

    /// A reader has kept the log from being moved for so long; zero: none has.
    func logIsHeld(for duration: Duration) { heldSeconds.record(duration / .seconds(1)) }

    func commitFailed() { commitFailures.increment() }

    func isWriting(_ isWriting: Bool) { writing.record(isWriting ? 1 : 0) }

    /// A message that Meta had accepted failed for a reason of its sender's.
    func count(_ failure: SenderFailure.Outcome) {
        Counter(
            label: "paynotify_sender_failures_total", dimensions: [("outcome", failure.rawValue)]
        ).increment()
    }

    func count(_ certainty: Certainty) {
        switch certainty {
        case .resolved(let source):
            Counter(
                label: "paynotify_uncertain_resolved_total", dimensions: [("by", source.rawValue)]
            ).increment()
        case .possibleDuplicate: possibleDuplicates.increment()
        case .confirmedDuplicate: confirmedDuplicates.increment()
        }
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
