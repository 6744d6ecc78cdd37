import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Gateway

@Suite struct HealthRouteTests {
    @Test func livesEvenWhileItIsNotReady() async throws {
        let response = try await Fixture(readiness: { ["draining"] }).router {
            try await $0.get("/livez")
        }

        #expect(response.status == .ok)
        #expect(response.text == "ok\n")
    }

    @Test func isReadyWithoutAReasonAgainstIt() async throws {
        let response = try await Fixture().router { try await $0.get("/readyz") }

        #expect(response.status == .ok)
    }

    @Test func saysEachReasonForNotBeingReadyInALine() async throws {
        let fixture = Fixture(readiness: { ["draining", "the store does not write"] })

        let response = try await fixture.router { try await $0.get("/readyz") }

        #expect(response.status == .serviceUnavailable)
        #expect(response.text == "draining\nthe store does not write\n")
    }

    @Test func isReadyWithNotesOnWhatAPersonHasToSeeTo() async throws {
        let fixture = Fixture(notes: { ["number 8 is silent"] })

        let response = try await fixture.router { try await $0.get("/readyz") }

        #expect(response.status == .ok)
        #expect(response.text == "ok\nnumber 8 is silent\n")
    }

    @Test func showsItsMetricsFromTheStart() async throws {
        let response = try await Fixture().router { try await $0.get("/metrics") }

        #expect(response.status == .ok)
        let type = "text/plain; version=0.0.4; charset=utf-8"
        #expect(response.headers[.contentType] == type)
        #expect(response.text.contains("# TYPE paynotify_webhooks_total counter\n"))
        #expect(response.text.contains("paynotify_webhooks_total{outcome=\"stored\"} 0\n"))
        #expect(response.text.contains("# TYPE paynotify_webhook_seconds histogram\n"))
    }

    @Test(arguments: ["/", "/webhooks", "/metrics/x", "/webhooks/whatsapp"])
    func hasNoOtherPage(uri: String) async throws {
        let response = try await Fixture().router { try await $0.get(uri) }

        #expect(response.status == .notFound)
    }
}
