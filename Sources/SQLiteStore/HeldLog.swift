import SQLite
import Time

/// How long a reader has kept the log from being moved.
///
/// Under load a checkpoint often ends before the last frames, which some reader needs for a moment, and
/// the next one comes further. One that stands still for long is another program's: a question of ours
/// takes less than a second.
struct HeldLog {
    /// How long a reader may hold the log before it is told of.
    static let patience = Duration.seconds(10)

    private var movedPages = 0
    /// Since when checkpoints end at that page; nil: the last one moved all.
    private var since: Moment?

    /// A checkpoint ended; gives how long a reader has held the log, zero if it is not worth a word.
    mutating func ended(_ progress: CheckpointProgress, at now: Moment) -> Duration {
        guard progress.movedPages < progress.logPages else {
            since = nil
            return .zero
        }
        guard let since, movedPages == progress.movedPages else {
            (movedPages, since) = (progress.movedPages, now)
            return .zero
        }
        let time = since.duration(to: now)
        return time < Self.patience ? .zero : time
    }
}
