import Testing

@testable import Time

struct MomentTests {
    @Test func isOrderedAndMeasuredAsItsNanosecondsAre() {
        let moment = Moment.now
        #expect(moment < moment + .nanoseconds(1))
        #expect((moment + .seconds(3)).nanoseconds == moment.nanoseconds + 3_000_000_000)
        #expect(moment - .seconds(3) == Moment(nanoseconds: moment.nanoseconds - 3_000_000_000))
        #expect(moment.duration(to: moment + .milliseconds(7)) == .milliseconds(7))
        #expect(Moment(nanoseconds: .min).duration(to: .distantFuture) > .seconds(Int32.max))
    }

    @Test func growsAsTheContinuousClockDoes() {
        let (before, began) = (Moment.now, ContinuousClock.now)
        while ContinuousClock.now - began < .milliseconds(2) {}
        #expect(before.duration(to: .now) >= .milliseconds(2))
    }

    @Test func isNeverBeyondTheDistantFuture() {
        #expect(Moment.distantFuture + .seconds(1) == .distantFuture)
        #expect(Moment(nanoseconds: 1) + .seconds(Int64.max) == .distantFuture)
        #expect(Moment.distantPast - .seconds(1) == .distantPast)
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
