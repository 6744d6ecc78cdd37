import Testing

@testable import RPC

struct MomentTests {
    @Test func comesBackAsTheInstantThatItWas() {
        let instant = ContinuousClock.now
        #expect(Moment(instant).instant == instant)
        #expect(Moment(instant + .nanoseconds(1)).nanoseconds == Moment(instant).nanoseconds + 1)
    }

    @Test func isOrderedAsInstantsAre() {
        let instant = ContinuousClock.now
        #expect(Moment(instant) < Moment(instant + .nanoseconds(1)))
        #expect(Moment(instant) + .seconds(3) == Moment(instant + .seconds(3)))
    }

    @Test func isNeverBeyondTheDistantFuture() {
        #expect(Moment.distantFuture + .seconds(1) == .distantFuture)
        #expect(Moment(nanoseconds: 1) + .seconds(Int64.max) == .distantFuture)
    }

    @Test(
        arguments: [
            (Duration.zero, 0), (.nanoseconds(1), 1), (.seconds(-1), -1_000_000_000),
            (Duration(secondsComponent: 0, attosecondsComponent: 1_999_999_999), 1),
            (.seconds(Int64.max), .max), (.seconds(Int64.min), .min),
        ] as [(Duration, Int64)])
    func aDurationHasWholeNanoseconds(_ duration: Duration, _ nanoseconds: Int64) {
        #expect(duration.wholeNanoseconds == nanoseconds)
    }
}
