import RPC

/// The calls that one loop has taken and not answered, against its part of what the server may have, and how
/// fast it answers them.
///
/// A call that cannot be answered in its time is refused when it comes, for as good as nothing: taken, it
/// would only make the next ones late as well.
final class CallBudget {
    private let callsMax: Int
    private let bytesMax: Int
    private var calls = 0
    private var bytes = 0

    /// What one call takes of the loop's time, by the last answers.
    private var nanosecondsPerCall: Int64 = 0
    /// When the last answers came, how many came then, and when they began to be waited for.
    private var answeredAt = Moment(nanoseconds: 0)
    private var answeredCount: Int64 = 0
    private var waitedSince = Moment(nanoseconds: 0)

    /// With fewer calls than this part of the limit there is no queue to speak of.
    private static let quietPart = 16
    /// The part that one round of answers has in what is known.
    private static let roundPart: Int64 = 4

    init(callsMax: Int, bytesMax: Int) {
        self.callsMax = callsMax
        self.bytesMax = bytesMax
    }

    /// How long a call that comes now waits for its answer.
    var wait: Duration { .nanoseconds(waitNanoseconds) }

    private var waitNanoseconds: Int64 {
        Int64(calls).multipliedReportingOverflow(by: nanosecondsPerCall).partialValue
    }

    /// Whether there is room for another call, and time until its deadline.
    func admits(until deadline: Moment, at now: Moment) -> Bool {
        guard calls < callsMax, bytes < bytesMax else { return false }
        if calls < callsMax / Self.quietPart { return true }
        return now.advanced(byNanoseconds: waitNanoseconds) <= deadline
    }

    func take(_ bytes: Int, at now: Moment) {
        // Before, nobody waited.
        if calls == 0 && now > answeredAt {
            learn()
            (answeredAt, answeredCount) = (now, 0)
        }
        calls += 1
        self.bytes += bytes
    }

    func giveBack(_ bytes: Int) {
        calls -= 1
        self.bytes -= bytes
    }

    /// A call was answered, in time or not.
    func answered(at now: Moment) {
        if now > answeredAt {
            learn()
            waitedSince = answeredAt
            answeredAt = now
            answeredCount = 0
        }
        answeredCount += 1
    }

    private func learn() {
        guard answeredCount > 0 else { return }
        let sample = (answeredAt.nanoseconds - waitedSince.nanoseconds) / answeredCount
        nanosecondsPerCall += (sample - nanosecondsPerCall) / Self.roundPart
    }
}
