import RPC

/// The calls that one loop has taken and not answered, against its part of what the server may have, and how
/// fast it answers them.
///
/// A call that cannot be answered in its time is refused when it comes, for as good as nothing: taken, it
/// would only make the next ones late as well.
struct CallBudget {
    /// Calls and the bytes of their frames.
    struct Load: Equatable {
        var calls = 0
        var bytes = 0

        static func + (left: Load, right: Load) -> Load {
            Load(calls: left.calls + right.calls, bytes: left.bytes + right.bytes)
        }

        static func - (left: Load, right: Load) -> Load {
            Load(calls: left.calls - right.calls, bytes: left.bytes - right.bytes)
        }
    }

    private let max: Load
    private var load = Load()

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

    /// A loop's part of the limits.
    init(_ limits: Limits, ofLoops loopCount: Int = 1) {
        max = Load(
            calls: Swift.max(1, limits.serverCallsMax / loopCount),
            bytes: Swift.max(1, limits.serverBytesMax / loopCount))
    }

    /// How long a call waits for its answer that comes now, behind those that are not booked yet.
    func wait(behind more: Load = Load()) -> Duration {
        .nanoseconds(waitNanoseconds(behind: load.calls + more.calls))
    }

    private func waitNanoseconds(behind calls: Int) -> Int64 {
        Int64(calls).multipliedReportingOverflow(by: nanosecondsPerCall).partialValue
    }

    /// Whether there is room for another call behind those, and time until its deadline.
    func admits(behind more: Load, until deadline: Moment, at now: Moment) -> Bool {
        let all = load + more
        guard all.calls < max.calls, all.bytes < max.bytes else { return false }
        if all.calls < max.calls / Self.quietPart { return true }
        return now.advanced(byNanoseconds: waitNanoseconds(behind: all.calls)) <= deadline
    }

    /// Books calls that were taken, or that ended.
    mutating func book(_ change: Load, at now: Moment) {
        // Before, nobody waited.
        if load.calls == 0 && change.calls > 0 && now > answeredAt {
            learn()
            (waitedSince, answeredAt, answeredCount) = (now, now, 0)
        }
        load = load + change
    }

    /// So many calls were answered, in time or not.
    mutating func answered(_ count: Int, at now: Moment) {
        if now > answeredAt {
            learn()
            waitedSince = answeredAt
            answeredAt = now
            answeredCount = 0
        }
        answeredCount += Int64(count)
    }

    private mutating func learn() {
        guard answeredCount > 0 else { return }
        let sample = (answeredAt.nanoseconds - waitedSince.nanoseconds) / answeredCount
        nanosecondsPerCall += (sample - nanosecondsPerCall) / Self.roundPart
    }
}
