import Notifications

/// Whether something may be asked about: one question at a time, and after a failure a growing pause.
struct QuestionPause: Sendable {
    private(set) var isBusy = false
    /// Questions in a row that got no answer.
    private(set) var failures = 0
    private var notBefore = Timestamp(milliseconds: .min)

    func isOver(at now: Timestamp) -> Bool { !isBusy && notBefore <= now }

    /// When it ends; nil: a question is under way, or it is over.
    func end(after now: Timestamp) -> Timestamp? {
        !isBusy && notBefore > now ? notBefore : nil
    }

    /// A question begins.
    mutating func begin() { isBusy = true }

    /// The question came to an end.
    mutating func finish(
        succeeded: Bool, at now: Timestamp, _ backoff: Backoff, jitter: Double
    ) {
        isBusy = false
        failures = succeeded ? 0 : failures + 1
        if failures > 0 { notBefore = now + backoff.delay(failures: failures, jitter: jitter) }
    }
}
