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

    package init(_ instant: ContinuousClock.Instant) {
        let epoch = ContinuousClock.continuous.systemEpoch
        nanoseconds = epoch.duration(to: instant).wholeNanoseconds
    }

    /// Later than any moment that comes; 292 years after the clock's beginning.
    package static let distantFuture = Moment(nanoseconds: .max)

    package var instant: ContinuousClock.Instant {
        ContinuousClock.continuous.systemEpoch.advanced(by: .nanoseconds(nanoseconds))
    }

    package static func < (left: Moment, right: Moment) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    package static func + (moment: Moment, duration: Duration) -> Moment {
        moment.advanced(byNanoseconds: duration.wholeNanoseconds)
    }

    /// The moment that many nanoseconds later; the distant future is never passed.
    package func advanced(byNanoseconds count: Int64) -> Moment {
        let (sum, isBeyond) = nanoseconds.addingReportingOverflow(count)
        return isBeyond ? .distantFuture : Moment(nanoseconds: sum)
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
