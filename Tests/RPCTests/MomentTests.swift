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

    @Test func waitsInMillisecondsEndWhenTheMomentHasCome() {
        let now = Moment(nanoseconds: 5_000_000)
        #expect(now.milliseconds(until: Moment(nanoseconds: 5_000_001)) == 1)
        #expect(now.milliseconds(until: Moment(nanoseconds: 7_000_000)) == 2)
        #expect(now.milliseconds(until: now) == 0)
        #expect(now.milliseconds(until: Moment(nanoseconds: 1)) == 0)
        #expect(Moment(nanoseconds: -1).milliseconds(until: .distantFuture) == .max)
    }
}
