import HTTPTypes
import HummingbirdTesting
import Notifications
import TestKit
import Testing

@testable import Gateway

@Suite struct ConsentRouteTests {
    @Test func storesWhatCustomersWantBeforeItAnswers() async throws {
        let fixture = Fixture()

        let response = try await fixture.post(consentWebhook())

        #expect(response.status == .ok)
        let reports = fixture.store.batches.first?.compactMap(\.consent)
        #expect(reports?.map(\.category) == [.all, .marketing])
        #expect(reports?.map(\.customer.names.waID) == ["96551234567", "96551234568"])
        let line = #"paynotify_webhook_updates_total{kind="consent"} 2"#
        #expect(fixture.metrics.text().contains(line))
        fixture.store.set(.fails(.outcomeUnknown))
        #expect(try await fixture.post(consentWebhook()).status == .serviceUnavailable)
    }

    @Test func countsWordsToANumberThatNobodyOfTheAppHas() async throws {
        let fixture = Fixture()
        fixture.store.set(.answers(.ignored(.foreign)))

        let response = try await fixture.post(consentWebhook(number: "800000000000009"))

        #expect(response.status == .ok)
        let line = #"paynotify_webhook_updates_total{kind="ignored_foreign"} 2"#
        #expect(fixture.metrics.text().contains(line))
    }

    @Test func countsWordsOfCustomersWhoAreNotKnown() async throws {
        let log = RecordingLog()
        let fixture = Fixture(logger: log.logger)
        fixture.store.set(.answers(.ignored(.unattributed)))

        _ = try await fixture.post(consentWebhook())
        _ = try await fixture.post(consentWebhook())

        let line = #"paynotify_webhook_updates_total{kind="consent_unattributed"} 4"#
        #expect(fixture.metrics.text().contains(line))
        #expect(log.lines.filter { $0.contains("a customer's word") }.count == 1)
    }

    /// A webhook in which one customer writes STOP and another one stops marketing messages.
    private func consentWebhook(
        number: String = authenticator.phoneNumberID.rawValue
    ) -> String {
        """
        {"object":"whatsapp_business_account","entry":[{"id":"700000000000001","changes":[\
        {"field":"messages","value":{"metadata":{"phone_number_id":"\(number)"},"messages":[\
        {"from":"96551234567","timestamp":"1795350000","type":"text","text":{"body":"STOP"}}]}},\
        {"field":"user_preferences","value":{"metadata":{"phone_number_id":"\(number)"},\
        "user_preferences":[{"wa_id":"96551234568","category":"marketing_messages",\
        "value":"stop","timestamp":1795350000}]}}]}]}
        """
    }
}

extension Command {
    fileprivate var consent: ConsentReport? {
        if case .recordConsent(let report, _) = self { report } else { nil }
    }
}
