import Notifications
import Testing

@testable import WhatsApp

@Suite struct WebhookTests {
    @Test func decodesTheSignedTestVector() throws {
        let webhook = try Webhook(body: Array(signedBody.utf8))

        var expected = ReceiptReport(
            phoneNumberID: PhoneNumberID(rawValue: "800000000000002"),
            token: AttemptToken(rawValue: "pay-äö-42"),
            message: MessageID(rawValue: "wamid.VEVTVA=="), status: .delivered,
            occurredAt: Timestamp(milliseconds: 1_795_350_000_000), code: 0)
        expected.names = CustomerNames(waID: "4915550100300")
        #expect(webhook.events == [.receipt(expected)])
    }

    @Test func readsTheCodeOfAFailure() throws {
        let events = try statuses(
            #"{"id":"w","status":"failed","timestamp":"1","errors":[{"title":"x"},"#
                + #"{"code":131026,"title":"Message undeliverable"}]}"#,
            #"{"id":"w","status":"failed","timestamp":"1"}"#,
            #"{"id":"w","status":"sent","timestamp":"1","errors":[{"code":131026}]}"#)

        #expect(events.compactMap(\.receipt).map(\.code) == [131_026, 0, 0])
    }

    @Test func readsWhatAFailureSaysOfItsSenderByTheTableOfAnswers() throws {
        let events = try statuses(
            #"{"id":"w","status":"failed","timestamp":"1","errors":[{"code":131042}]}"#,
            #"{"id":"w","status":"failed","timestamp":"1","errors":[{"code":"131049"}]}"#,
            #"{"id":"w","status":"failed","timestamp":"1","errors":[{"code":4294967296}]}"#,
            #"{"id":"w","status":"failed","timestamp":"1"}"#)

        let receipts = events.compactMap(\.receipt)
        #expect(receipts.map(\.refusal) == [.stopSender(.restricted), .stopRecipient, nil, nil])
        #expect(receipts.map(\.code) == [131_042, 131_049, 0, 0])
        #expect(receipts.last?.detail == "Meta gave no reason")
    }

    @Test func readsTheNamesOfTheCustomerOfAReceipt() throws {
        let status =
            #"{"id":"w","status":"sent","timestamp":"1","recipient_id":"5215512345678","#
            + #""recipient_user_id":"MX.134"}"#
        let hidden = #"{"id":"w","status":"sent","timestamp":"1","recipient_user_id":"MX.134"}"#
        let events = try statuses(status, hidden)

        #expect(
            events.compactMap(\.receipt).map(\.names) == [
                CustomerNames(waID: "5215512345678", userID: "MX.134"),
                CustomerNames(userID: "MX.134"),
            ])
    }

    @Test func losesNoStatusToABadOne() throws {
        let events = try statuses(
            #"{"id":"a","status":"sent","timestamp":"1"}"#, "7", "null", "[]",
            #"{"status":"sent","timestamp":"1"}"#, #"{"id":"","status":"sent","timestamp":"1"}"#,
            #"{"id":"w","status":"sent"}"#, #"{"id":"w","status":"sent","timestamp":"soon"}"#,
            #"{"id":"w","status":"sent","timestamp":"99999999999999999999"}"#,
            #"{"id":"w","status":"sent","timestamp":"-1"}"#,
            #"{"id":"b","status":"read","timestamp":2,"new_field":{"x":[1]}}"#)

        #expect(events.compactMap(\.receipt).map(\.message.rawValue) == ["a", "b"])
        #expect(events.filter { $0 == .ignored(.malformed) }.count == 9)
    }

    @Test(arguments: ["played", "deleted", "warning", "something_else"])
    func countsAStatusThatIsNoReceipt(status: String) throws {
        let events = try statuses(#"{"id":"w","status":"\#(status)","timestamp":"1"}"#)

        #expect(events == [.ignored(.status)])
    }

    @Test func takesOnlyATokenThatFits() throws {
        let long = String(repeating: "x", count: 513)
        let events = try statuses(
            #"{"id":"w","status":"sent","timestamp":"1","biz_opaque_callback_data":""}"#,
            #"{"id":"w","status":"sent","timestamp":"1","biz_opaque_callback_data":"\#(long)"}"#,
            #"{"id":"w","status":"sent","timestamp":"1","biz_opaque_callback_data":7}"#,
            #"{"id":"w","status":"sent","timestamp":"1","biz_opaque_callback_data":"t"}"#)

        let expected = [nil, nil, nil, AttemptToken(rawValue: "t")]
        #expect(events.compactMap(\.receipt).map(\.token) == expected)
    }

    @Test func walksEveryEntryAndChange() throws {
        let status = #"{"id":"w","status":"sent","timestamp":"1"}"#
        let change = #"{"field":"messages","value":\#(value(status))}"#
        let entry = #"{"id":"7","changes":[\#(change),{},\#(change)]}"#

        let events = try decode("[\(entry),9,\(entry)]")

        #expect(events.compactMap(\.receipt).count == 4)
        #expect(events.filter { $0 == .ignored(.malformed) }.count == 3)
    }

    @Test func takesMoreThanAThousandUpdates() throws {
        let status = #"{"id":"w","status":"sent","timestamp":"1"}"#

        let events = try statuses(String(repeating: status + ",", count: 1_500) + status)

        #expect(events.compactMap(\.receipt).count == 1_501)
    }

    @Test func needsANumberThatTheReceiptBelongsTo() throws {
        let status = #"{"id":"w","status":"sent","timestamp":"1"}"#
        let events = try changes(#"{"field":"messages","value":{"statuses":[\#(status)]}}"#)

        #expect(events == [.ignored(.malformed)])
    }

    @Test func countsMessagesAndErrorsAndOtherFields() throws {
        let events = try changes(
            #"{"field":"messages","value":{"messages":[{"type":"button"},{}],"errors":[{}]}}"#,
            #"{"field":"security","value":{"event":"PIN_CHANGED"}}"#)

        #expect(
            events == [
                .ignored(.message), .ignored(.message), .ignored(.error), .ignored(.field),
            ])
    }

    @Test(arguments: [("en-US", "en_US"), ("en_US", "en_US"), ("ar", "ar")])
    func writesATemplatesLanguageAsMetaDoesElsewhere(given: String, expected: String) throws {
        let events = try changes(
            #"{"field":"message_template_status_update","value":{"event":"PAUSED","#
                + #""message_template_id":1400000000000001,"message_template_name":"paid","#
                + #""message_template_language":"\#(given)","reason":null}}"#)

        let event = TemplateEvent(
            accountID: "700000000000001", name: "paid", templateLanguage: expected,
            event: "PAUSED")
        #expect(events == [.templateEvent(event)])
    }

    @Test(arguments: [
        ("message_template_components_update", TemplateEvent.componentsChanged),
        ("template_category_update", TemplateEvent.categoryChanged),
    ])
    func aChangedTemplateHasToBeLookedAtAgain(field: String, word: String) throws {
        let events = try changes(
            #"{"field":"\#(field)","value":{"message_template_id":1400000000000001,"#
                + #""message_template_name":"paid","message_template_language":"en-US"}}"#)

        let event = TemplateEvent(
            accountID: "700000000000001", name: "paid", templateLanguage: "en_US", event: word)
        #expect(events == [.templateEvent(event)])
        #expect(event.verdict == TemplateVerdict(status: .unverified, problem: ""))
        #expect(
            try changes(#"{"field":"\#(field)","value":{"new_category":"MARKETING"}}"#)
                == [.ignored(.malformed)])
    }

    @Test func countsATemplateEventThatNamesNoTemplateOrAccount() throws {
        let event =
            #"{"field":"message_template_status_update","value":{"event":"PAUSED","#
            + #""message_template_name":"paid","message_template_language":"en"}}"#

        #expect(try decode(#"[{"changes":[\#(event)]}]"#) == [.ignored(.malformed)])
        #expect(
            try changes(#"{"field":"message_template_status_update","value":{"event":"PAUSED"}}"#)
                == [.ignored(.malformed)])
    }

    @Test func ignoresAnotherKindOfObject() throws {
        let webhook = try Webhook(body: Array(#"{"object":"page","entry":[{}]}"#.utf8))

        #expect(webhook.events == [.ignored(.field)])
    }

    @Test func hasNothingToSayOfAnEmptyObject() throws {
        let body = #"{"object":"whatsapp_business_account"}"#

        #expect(try Webhook(body: Array(body.utf8)).events.isEmpty)
    }

    @Test(arguments: ["", "[]", "7", "{", #"{"object":"#, "\u{0}"])
    func refusesWhatIsNoJSONObject(body: String) {
        #expect(throws: MalformedAnswer(expected: "a webhook's JSON object")) {
            try Webhook(body: Array(body.utf8))
        }
    }

    @Test func survivesDeepNesting() {
        let body = String(repeating: "[", count: 100_000)

        #expect(throws: MalformedAnswer.self) { try Webhook(body: Array(body.utf8)) }
    }

    private func value(_ statuses: String) -> String {
        #"{"metadata":{"phone_number_id":"8"},"statuses":[\#(statuses)]}"#
    }

    private func statuses(_ statuses: String...) throws -> [WebhookEvent] {
        let all = value(statuses.joined(separator: ","))
        return try changes(#"{"field":"messages","value":\#(all)}"#)
    }

    private func changes(_ changes: String...) throws -> [WebhookEvent] {
        let all = changes.joined(separator: ",")
        return try decode(#"[{"id":"700000000000001","changes":[\#(all)]}]"#)
    }

    private func decode(_ entries: String) throws -> [WebhookEvent] {
        let body = #"{"object":"whatsapp_business_account","entry":\#(entries)}"#
        return try Webhook(body: Array(body.utf8)).events
    }
}

extension WebhookEvent {
    /// The receipt, if it is one.
    var receipt: ReceiptReport? {
        if case .receipt(let report) = self { report } else { nil }
    }
}
