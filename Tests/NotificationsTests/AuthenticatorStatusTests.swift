import Notifications
import TestKit
import Testing

@Suite struct AuthenticatorStatusTests {
    private let now = Fixtures.now

    private func problem(
        _ change: (inout AuthenticatorStatus) -> Void = { _ in }
    ) -> String {
        var status = AuthenticatorStatus(
            authenticator: Fixtures.authenticator, checkedAt: now, isSubscribed: true,
            contact: WebhookContact(handshake: now, webhook: now), silentSince: nil, now: now)
        change(&status)
        return status.problem
    }

    @Test func saysNothingWhileAllIsWell() {
        #expect(problem().isEmpty)
        #expect(problem { $0.isSubscribed = nil }.isEmpty)
        #expect(problem { $0.silentSince = now - .seconds(899) }.isEmpty)
        #expect(problem { $0.contact.badSignature = now - .seconds(1) }.isEmpty)
    }

    @Test func saysEachThingThatAPersonHasToSeeTo() {
        #expect(
            problem { $0.authenticator.claim = .refused("Meta's words") }.contains("Meta's words"))
        #expect(problem { $0.isSubscribed = false }.contains("not subscribed"))
        #expect(
            problem { $0.contact.badSignature = now + .seconds(1) }.contains("bad signature"))
        #expect(problem { $0.silentSince = now - .seconds(1_800) }.contains("30 min"))
        let never = problem {
            $0.contact = WebhookContact(badSignature: now)
        }
        #expect(never.contains("bad signature"))
    }
}
