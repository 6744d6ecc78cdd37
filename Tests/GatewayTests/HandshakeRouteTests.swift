import HTTPTypes
import HummingbirdTesting
import TestKit
import Testing

@testable import Gateway

@Suite struct HandshakeRouteTests {
    private let question = "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token="

    @Test func givesTheChallengeBackForTheRightToken() async throws {
        let fixture = Fixture()

        let response = try await fixture.router {
            try await $0.get("\(webhookPath)?\(question)verify-me")
        }

        #expect(response.status == .ok)
        #expect(response.text == "1158201444")
        #expect(response.headers[.contentType]?.hasPrefix("text/plain") == true)
        let line = #"paynotify_webhook_handshakes_total{outcome="accepted"} 1"#
        #expect(fixture.metrics.text().contains(line))
    }

    @Test(arguments: [
        "/webhooks/whatsapp/auth-1?hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong",
        "/webhooks/whatsapp/other?hub.mode=subscribe&hub.challenge=1&hub.verify_token=verify-me",
        "/webhooks/whatsapp/auth-1?hub.challenge=1&hub.verify_token=verify-me",
        "/webhooks/whatsapp/auth-1",
    ])
    func refusesAnythingElse(uri: String) async throws {
        let fixture = Fixture()

        let response = try await fixture.router { try await $0.get(uri) }

        #expect(response.status == .forbidden)
        let line = #"paynotify_webhook_handshakes_total{outcome="refused"} 1"#
        #expect(fixture.metrics.text().contains(line))
    }

    @Test func readsAnEscapedToken() async throws {
        let response = try await Fixture().router {
            try await $0.get("\(webhookPath)?\(question)%76erify%2Dme")
        }

        #expect(response.status == .ok)
    }

    @Test func asksMetaToTryAgainWhileTheStoreCannotBeRead() async throws {
        let fixture = Fixture()
        fixture.store.set(isReadable: false)

        let response = try await fixture.router {
            try await $0.get("\(webhookPath)?\(question)verify-me")
        }

        #expect(response.status == .serviceUnavailable)
    }
}
