import Notifications
import Testing
import Time

@testable import Gateway

@Suite struct ContactThrottleTests {
    private let start = Moment(nanoseconds: 0)
    private let throttle = ContactThrottle()

    private func isDue(
        _ kind: ContactReport.Kind = .webhook, _ path: String = "auth-1", after seconds: Int
    ) -> Bool {
        throttle.isDue(
            kind, AuthenticatorID(rawValue: path), at: start + .seconds(seconds))
    }

    @Test func aCallIsKeptOnceAMinute() {
        #expect([0, 1, 59, 60, 61, 119, 120].filter { isDue(after: $0) } == [0, 60, 120])
    }

    @Test func kindsAndPathsDoNotWaitForEachOther() {
        #expect(isDue(after: 0))
        #expect(isDue(.handshake, after: 1))
        #expect(isDue(.webhook, "auth-2", after: 1))
        #expect(!isDue(after: 1))
    }
}
