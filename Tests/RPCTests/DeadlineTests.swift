import Testing
import Time

@testable import RPC

struct DeadlineTests {
    private let arrival = Moment.now

    @Test func isNoneForZero() {
        #expect(Deadline.moment(timeoutNanoseconds: 0, arrival: arrival) == nil)
    }

    @Test func countsFromTheArrival() {
        #expect(
            Deadline.moment(timeoutNanoseconds: 5_000_000_000, arrival: arrival)
                == arrival + .seconds(5))
    }

    @Test(arguments: [-1, Int64.min])
    func hasPassedOnArrivalIfNegative(timeout: Int64) {
        #expect(Deadline.moment(timeoutNanoseconds: timeout, arrival: arrival) == arrival)
    }

    @Test func theLongestTimeoutIsTheDistantFuture() {
        #expect(Deadline.moment(timeoutNanoseconds: .max, arrival: arrival) == .distantFuture)
    }

    @Test(
        arguments: [
            (nil, 0), (.zero, -1), (.seconds(-5), -1), (.nanoseconds(1), 1),
            (Duration(secondsComponent: 0, attosecondsComponent: 1), 1),
            (.milliseconds(1_500), 1_500_000_000), (.nanoseconds(Int64.max), .max),
            (.seconds(Int64.max), .max),
        ] as [(Duration?, Int64)])
    func writesTheTimeLeft(timeout: Duration?, nanoseconds: Int64) {
        #expect(Deadline.timeoutNanoseconds(timeout) == nanoseconds)
    }
}
