import Notifications
import TestKit
import Testing

@Suite struct ForgetOldTests {
    private let now = Fixtures.now
    private let command = ForgetOld(.people, until: Fixtures.now - .days(180), limit: 1)

    private func verdict(changed age: Duration, isLive: Bool = false) -> ForgetOld.Verdict {
        command.decide(SessionAge(changedAt: now - age, isLive: isLive), at: now)
    }

    @Test func aSessionGoesWhenItsDaysAreOverToTheMillisecond() {
        #expect(verdict(changed: .days(180)) == .forget)
        #expect(
            verdict(changed: .days(180) - .milliseconds(1)) == .keep(until: now + .milliseconds(1)))
        #expect(verdict(changed: .zero) == .keep(until: now + .days(180)))
    }

    @Test func whatWasMadeWhileTheClockWasAheadIsNotWaitedFor() {
        #expect(command.passes(now - .days(180), at: now))
        #expect(!command.passes(now - .days(180) + .milliseconds(1), at: now))
        #expect(!command.passes(now + .days(1), at: now))
        #expect(command.passes(now + .days(1) + .milliseconds(1), at: now))
    }

    @Test func aLiveSessionWaitsHoweverOldItIs() {
        #expect(verdict(changed: .days(3_000), isLive: true) == .keep(until: now + .days(1)))
    }
}
