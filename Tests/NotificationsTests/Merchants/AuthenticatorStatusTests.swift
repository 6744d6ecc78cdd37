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

    @Test func theLastWebhookIsTheLaterOfTheOneOnRecordAndTheOneHeardSince() {
        var authenticator = Fixtures.authenticator
        authenticator.app = AppID(rawValue: 1)
        let way = SilenceRecord.Way(number: authenticator.phoneNumberID, app: authenticator.app)
        for (stored, heard) in [(Int64(1), Int64(2)), (2, 1)] {
            var silences = SilenceRecord()
            _ = silences.heard(way, at: now + .seconds(heard))
            let known = AuthenticatorRecord(
                id: authenticator.id, checkedAt: now, isSubscribed: true,
                contact: WebhookContact(webhook: now + .seconds(stored)))

            let status = AuthenticatorStatus(
                authenticator, known: known, silences, at: now + .seconds(9))

            #expect(status.contact.webhook == now + .seconds(2))
            #expect(status.checkedAt == now)
            #expect(status.isSubscribed == true)
        }
    }

    @Test func ofANewOneNothingIsKnownButItsNumbersSilence() {
        let authenticator = Fixtures.authenticator
        let way = SilenceRecord.Way(number: authenticator.phoneNumberID, app: authenticator.app)
        var silences = SilenceRecord()
        _ = silences.accepted(way, at: now)

        let status = AuthenticatorStatus(authenticator, known: nil, silences, at: now)

        #expect(status.silentSince == now)
        #expect(status.contact == WebhookContact())
        #expect(status.checkedAt == nil && status.isSubscribed == nil)
    }
}
