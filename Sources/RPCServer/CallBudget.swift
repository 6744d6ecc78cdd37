import RPC
import Time

/// The calls that one loop has taken and not answered, against its part of what the server may have, and how
/// fast it answers those of each method.
///
/// A call that cannot be answered in its time is refused when it comes, for as good as nothing: taken, it
/// would only make the next ones late as well. Methods wait for different things, so each is reckoned by
/// itself.
struct CallBudget {
    /// Calls and the bytes of their frames.
    struct Load: Equatable {
        var calls = 0
        var bytes = 0
    }

    private let max: Load
    private var load = Load()
    /// By the method's number; the last is for methods that the handler does not have.
    private var paces: [CallPace]

    /// With fewer calls than this part of the limit there is no queue to speak of.
    private static let quietPart = 16
    /// A connection with fewer calls is no reason for the queue: the limit is twice as high for it.
    private static let modestCalls = 8

    /// A loop's part of the limits.
    init(_ limits: Limits, methods: Int, ofLoops loopCount: Int = 1) {
        max = Load(
            calls: Swift.max(1, limits.serverCallsMax / loopCount),
            bytes: Swift.max(1, limits.serverBytesMax / loopCount))
        paces = Array(repeating: CallPace(), count: methods + 1)
    }

    /// How long a call of the method waits for its answer that comes now.
    func wait(for method: Int?) -> Duration { .nanoseconds(pace(of: method).waitNanoseconds) }

    private func pace(of method: Int?) -> CallPace { paces[method ?? paces.count - 1] }

    /// Whether there is room for another call of a connection that has so many, and time until its
    /// deadline.
    func admits(_ method: Int?, of own: Load, until deadline: Moment, at now: Moment) -> Bool {
        let factor = own.calls < Self.modestCalls ? 2 : 1
        guard load.calls < factor * max.calls, load.bytes < factor * max.bytes else { return false }
        if load.calls < max.calls / Self.quietPart { return true }
        return now.advanced(byNanoseconds: pace(of: method).waitNanoseconds) <= deadline
    }

    /// Books a call that was taken.
    mutating func took(_ method: Int?, bytes: Int, at now: Moment) {
        load.calls += 1
        load.bytes += bytes
        paces[method ?? paces.count - 1].took(at: now)
    }

    /// Books a call that ended, and whether by an answer of the handler's.
    mutating func ended(_ method: Int?, bytes: Int, isAnswer: Bool, at now: Moment) {
        load.calls -= 1
        load.bytes -= bytes
        paces[method ?? paces.count - 1].ended(isAnswer: isAnswer, at: now)
    }
}

/// The calls that a loop takes in one turn, within its budget.
struct TakenCalls {
    var batch = CallBatch()
    var budget: CallBudget
    /// Whether what callers call their calls is kept: somebody reads it.
    var keepsTraces = false
}

/// How many calls of a method wait, and how fast they are answered.
struct CallPace {
    private var calls = 0
    /// What one call takes, by the last answers.
    private var nanosecondsPerCall: Int64 = 0
    /// When the last answers came, how many came then, and since when they had been waited for.
    private var answeredAt = Moment(nanoseconds: 0)
    private var answeredCount: Int64 = 0
    private var waitedSince = Moment(nanoseconds: 0)

    /// The part that one round of answers has in what is known.
    private static let roundPart: Int64 = 4

    /// How long a call waits that comes now.
    var waitNanoseconds: Int64 {
        Int64(calls).multipliedReportingOverflow(by: nanosecondsPerCall).partialValue
    }

    mutating func took(at now: Moment) {
        // Before, nobody waited.
        if calls == 0 && now > answeredAt {
            learn()
            (waitedSince, answeredAt, answeredCount) = (now, now, 0)
        }
        calls += 1
    }

    mutating func ended(isAnswer: Bool, at now: Moment) {
        calls -= 1
        guard isAnswer else { return }
        if now > answeredAt {
            learn()
            (waitedSince, answeredAt, answeredCount) = (answeredAt, now, 0)
        }
        answeredCount += 1
    }

    private mutating func learn() {
        guard answeredCount > 0 else { return }
        let sample = (answeredAt.nanoseconds - waitedSince.nanoseconds) / answeredCount
        nanosecondsPerCall += (sample - nanosecondsPerCall) / Self.roundPart
    }
}
