/// How many pages a slice of a backup copies, and how long the next one waits.
///
/// A slice holds up whoever calls meanwhile, so it is short, and while calls are carried out all slices
/// have a small part of the time.
struct BackupPace {
    /// Pages of the next slice.
    private(set) var pages = 16
    /// How long a slice is to take.
    static let sliceTime = Duration.milliseconds(2)
    /// However fast they are.
    static let pagesMax = 2_048
    /// The rest between two slices, in slices.
    static let restBesideCalls = 7

    /// A slice took so long; gives how long to wait for the next.
    mutating func took(_ duration: Duration, isIdle: Bool) -> Duration {
        let fit = Double(pages) * (Self.sliceTime / max(duration, .microseconds(1)))
        // At most twice as many: one quick slice may have found its pages in memory.
        pages = max(1, min(Self.pagesMax, pages * 2, Int(min(fit, Double(Self.pagesMax)))))
        return duration * (isIdle ? 1 : Self.restBesideCalls)
    }
}
