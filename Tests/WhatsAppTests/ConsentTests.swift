import Notifications
import Testing

@testable import WhatsApp

@Suite struct ConsentTests {
    @Test func readsACustomersWordToStopAndToStart() throws {
        let events = try messages(
            #"{"from":"96551234567","id":"w","timestamp":"1795350000","type":"text","#
                + #""text":{"body":"STOP"}}"#,
            #"{"from":"96551234567","id":"w","timestamp":"1795350060","type":"button","#
                + #""button":{"payload":"x","text":"ابدأ"},"context":{"id":"wamid.1"}}"#)

        #expect(
            events == [
                .consent(report(isOptedOut: true, at: 1_795_350_000)),
                .consent(report(isOptedOut: false, at: 1_795_350_060)),
            ])
    }

    @Test func leavesAloneWhatCustomersWriteOtherwise() throws {
        let events = try messages(
            #"{"from":"96551234567","timestamp":"1","type":"text","text":{"body":"Hello"}}"#,
            #"{"from":"96551234567","timestamp":"1","type":"image","text":{"body":"stop"}}"#,
            #"{"from":"96551234567","timestamp":"1","type":"text","text":"stop"}"#,
            #"{"from":"96551234567","timestamp":"1","type":"button","button":[]}"#,
            #"{"type":7}"#, "{}")

        #expect(events == Array(repeating: .ignored(.message), count: 6))
    }

    @Test(arguments: [
        #""from":"+96551234567","timestamp":"1""#, #""from":"0","timestamp":"1""#,
        #""from":"9655123456٧","timestamp":"1""#, #""from":96551234567,"timestamp":"1""#,
        #""timestamp":"1""#, #""from":"96551234567""#, #""from":"96551234567","timestamp":"-1""#,
        #""from":"1234567890123456","timestamp":"1""#,
    ])
    func countsAStopWithoutANumberOrATime(fields: String) throws {
        let events = try messages(#"{\#(fields),"type":"text","text":{"body":"stop"}}"#)

        #expect(events == [.ignored(.malformed)])
    }

    @Test func losesNoWordToABadMessage() throws {
        let stop =
            #"{"from":"96551234567","timestamp":1795350000,"type":"text","#
            + #""text":{"body":"stop"}}"#

        let events = try messages("7", stop, "null", stop)

        #expect(events.count { $0 == .consent(report(isOptedOut: true, at: 1_795_350_000)) } == 2)
        #expect(events.count { $0 == .ignored(.malformed) } == 2)
    }

    @Test func needsTheNumberThatWasWrittenTo() throws {
        let stop = #"{"from":"96551234567","timestamp":"1","type":"text","text":{"body":"stop"}}"#

        let events = try change(#"{"field":"messages","value":{"messages":[\#(stop)]}}"#)

        #expect(events == [.ignored(.malformed)])
    }

    @Test(arguments: [("stop", true), ("resume", false), ("signup", false)])
    func readsWhatAUserChoseInWhatsApp(value: String, isOptedOut: Bool) throws {
        let events = try preferences(
            #"{"wa_id":"96551234567","category":"marketing_messages","value":"\#(value)","#
                + #""detail":"User requested it","timestamp":1795350000}"#)

        var expected = report(isOptedOut: isOptedOut, at: 1_795_350_000)
        expected.category = .marketing
        expected.source = .meta
        #expect(events == [.consent(expected)])
    }

    @Test func countsPreferencesThatItDoesNotKnowOrCannotRead() throws {
        let events = try preferences(
            #"{"wa_id":"96551234567","category":"other","value":"stop","timestamp":1}"#,
            #"{"wa_id":"96551234567","category":"marketing_messages","value":"so","timestamp":1}"#,
            #"{"category":"marketing_messages","value":"stop","timestamp":1}"#, "7")

        #expect(
            events == [
                .ignored(.field), .ignored(.field), .ignored(.malformed), .ignored(.malformed),
            ])
    }

    private func report(isOptedOut: Bool, at seconds: Int64) -> ConsentReport {
        ConsentReport(
            phoneNumberID: PhoneNumberID(rawValue: "8"),
            recipient: PhoneNumber(checkedE164: "+96551234567"), category: .all,
            isOptedOut: isOptedOut, source: .reply,
            occurredAt: Timestamp(milliseconds: seconds * 1_000))
    }

    private func messages(_ messages: String...) throws -> [WebhookEvent] {
        try change(
            #"{"field":"messages","value":{"metadata":{"phone_number_id":"8"},"messages":["#
                + messages.joined(separator: ",") + "]}}")
    }

    private func preferences(_ preferences: String...) throws -> [WebhookEvent] {
        try change(
            #"{"field":"user_preferences","value":{"metadata":{"phone_number_id":"8"},"#
                + #""user_preferences":["# + preferences.joined(separator: ",") + "]}}")
    }

    private func change(_ change: String) throws -> [WebhookEvent] {
        let body =
            #"{"object":"whatsapp_business_account","entry":[{"id":"7","changes":["#
            + change + "]}]}"
        return try Webhook(body: Array(body.utf8)).events
    }
}
