// The time that calls, deadlines and limits are measured by, from the socket to the store's commit: one
// type of moment, one clock. What people call the time of day is `Timestamp`, of Notifications.

/// A moment of the continuous clock as a plain number.
///
/// The standard library's instant is opaque to the compiler: each copy and comparison of it is a call.
/// What is kept and compared for every call of a client is a moment.
package struct Moment: Hashable, Comparable, Sendable {
    /// Counted from the clock's own beginning.
    package var nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// The moment of the call.
    package static var now: Moment {
        let epoch = ContinuousClock.continuous.systemEpoch
        return Moment(nanoseconds: epoch.duration(to: .now).wholeNanoseconds)
    }

    /// Earlier than any moment that was.
    package static let distantPast = Moment(nanoseconds: .min)

    /// Later than any moment that comes; 292 years after the clock's beginning.
    package static let distantFuture = Moment(nanoseconds: .max)

    package static func < (left: Moment, right: Moment) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    package static func + (moment: Moment, duration: Duration) -> Moment {
        moment.advanced(byNanoseconds: duration.wholeNanoseconds)
    }

    package static func - (moment: Moment, duration: Duration) -> Moment {
        moment + (.zero - duration)
    }

    package func duration(to other: Moment) -> Duration {
        .nanoseconds(other.nanoseconds) - .nanoseconds(nanoseconds)
    }

    package static func += (moment: inout Moment, duration: Duration) {
        moment = moment + duration
    }

    /// The moment that many nanoseconds later; neither the distant future nor the distant past is passed.
    package func advanced(byNanoseconds count: Int64) -> Moment {
        let (sum, isBeyond) = nanoseconds.addingReportingOverflow(count)
        guard isBeyond else { return Moment(nanoseconds: sum) }
        return count > 0 ? .distantFuture : .distantPast
    }

    /// Whole milliseconds after which the other moment has come: rounded up, and none if it has.
    package func milliseconds(until other: Moment) -> Int {
        guard other > self else { return 0 }
        let (wait, isBeyond) = other.nanoseconds.subtractingReportingOverflow(nanoseconds)
        guard !isBeyond else { return .max }
        return Int(wait / 1_000_000) + (wait % 1_000_000 == 0 ? 0 : 1)
    }
}

extension Duration {
    /// The duration in nanoseconds, rounded towards zero; at most 292 years.
    package var wholeNanoseconds: Int64 {
        Int64(clamping: attoseconds / 1_000_000_000)
    }
}
