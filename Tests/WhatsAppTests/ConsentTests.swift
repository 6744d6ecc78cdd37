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

        var start = report(isOptedOut: false, at: 1_795_350_060)
        start.customer.answered = MessageID(rawValue: "wamid.1")
        #expect(
            events == [.consent(report(isOptedOut: true, at: 1_795_350_000)), .consent(start)])
    }

    @Test func stopsMarketingAloneAndTakesAWordAboutThePaymentForNoWish() throws {
        let events = try messages(
            #"{"from":"96551234567","timestamp":"1795350000","type":"text","#
                + #""text":{"body":"Stop promotions"}}"#,
            #"{"from":"96551234567","timestamp":"1","type":"text","text":{"body":"cancel"}}"#)

        var expected = report(isOptedOut: true, at: 1_795_350_000)
        expected.category = .marketing
        #expect(events == [.consent(expected), .ignored(.paymentWord)])
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

    @Test(arguments: [#""from":"96551234567""#, #""from":"96551234567","timestamp":"-1""#])
    func countsAStopWithoutATime(fields: String) throws {
        let events = try messages(#"{\#(fields),"type":"text","text":{"body":"stop"}}"#)

        #expect(events == [.ignored(.malformed)])
    }

    @Test(arguments: [
        #""from":"+96551234567""#, #""from":"0""#, #""from":"9655123456٧""#, #""from":96551234567"#,
        #""from_user_id":"kw.1""#, #""from_user_id":"KW.1/2""#, #""from_user_id":7"#, #""x":1"#,
    ])
    func givesAStopOfNobodyThatIsKnownOn(fields: String) throws {
        let events = try messages(
            #"{\#(fields),"timestamp":"1","type":"text","text":{"body":"stop"}}"#)

        var expected = report(isOptedOut: true, at: 1)
        expected.customer = InboundCustomer(names: .none)
        #expect(events == [.consent(expected)])
    }

    @Test func knowsACustomerWithoutANumberByAllThatMetaSays() throws {
        let events = try messages(
            #"{"from_user_id":"KW.134","timestamp":"1","type":"text","text":{"body":"Stop"},"#
                + #""context":{"id":"wamid.7"}}"#,
            contacts: #"{"profile":{},"wa_id":"96551234567","user_id":"KW.134"}"#)

        var expected = report(isOptedOut: true, at: 1)
        expected.customer = InboundCustomer(
            names: CustomerNames(waID: "96551234567", userID: "KW.134"),
            answered: MessageID(rawValue: "wamid.7"))
        #expect(events == [.consent(expected)])
    }

    @Test(arguments: [
        #""type":"interactive","interactive":{"type":"button_reply","button_reply":{"title":"STOP"}}"#,
        #""type":"edit","edit":{"message":{"type":"text","text":{"body":"stop"}}}"#,
        #""type":"edit","edit":{"text":{"body":"stop"}}"#,
    ])
    func readsAWordWhereverItStands(fields: String) throws {
        let events = try messages(#"{"from":"96551234567","timestamp":"1",\#(fields)}"#)

        #expect(events == [.consent(report(isOptedOut: true, at: 1))])
    }

    @Test(arguments: ["image", "video", "document"])
    func readsAWordBelowAPictureOrAFile(type: String) throws {
        let fields = #""from":"96551234567","timestamp":"1795350000","type":"\#(type)""#
        let word = try messages("{\(fields),\"\(type)\":{\"id\":\"1\",\"caption\":\"STOP\"}}")
        #expect(word == [.consent(report(isOptedOut: true, at: 1_795_350_000))])
        for other in [#"{"id":"1","caption":"my receipt"}"#, #"{"id":"1"}"#, #""STOP""#] {
            #expect(try messages("{\(fields),\"\(type)\":\(other)}") == [.ignored(.message)])
        }
    }

    @Test func countsAWordThatMeansThePayment() throws {
        let events = try messages(
            #"{"from":"96551234567","timestamp":"1","type":"text","text":{"body":"Cancel"}}"#)

        #expect(events == [.ignored(.paymentWord)])
    }

    @Test func readsThatACustomerHasAnotherNumberOrName() throws {
        let events = try messages(
            #"{"from":"96551234567","timestamp":"1","type":"system","system":{"body":"x","#
                + #""wa_id":"96550009999","type":"user_changed_number"}}"#,
            #"{"timestamp":"1","type":"system","system":{"previous_user_id":"KW.1","#
                + #""user_id":"KW.2","type":"user_changed_user_id"}}"#,
            #"{"timestamp":"1","type":"system","system":{"type":"other","wa_id":"1234567"}}"#)

        let number = PhoneNumberID(rawValue: "8")
        #expect(
            events == [
                .customerChange(
                    CustomerChange(
                        phoneNumberID: number,
                        before: InboundCustomer(names: CustomerNames(waID: "96551234567")),
                        after: CustomerNames(waID: "96550009999"))),
                .customerChange(
                    CustomerChange(
                        phoneNumberID: number,
                        before: InboundCustomer(names: CustomerNames(userID: "KW.1")),
                        after: CustomerNames(userID: "KW.2"))),
                .ignored(.message),
            ])
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
            #"{"wa_id":"96551234567","category":"marketing_messages","value":"stop"}"#, "7")

        #expect(
            events == [
                .ignored(.field), .ignored(.field), .ignored(.malformed), .ignored(.malformed),
            ])
    }

    @Test func readsWhatAUserWithoutANumberChose() throws {
        let events = try preferences(
            #"{"user_id":"KW.134","category":"marketing_messages","value":"stop","timestamp":1}"#)

        var expected = report(isOptedOut: true, at: 1)
        expected.category = .marketing
        expected.source = .meta
        expected.customer = InboundCustomer(names: CustomerNames(userID: "KW.134"))
        #expect(events == [.consent(expected)])
    }

    private func report(isOptedOut: Bool, at seconds: Int64) -> ConsentReport {
        ConsentReport(
            phoneNumberID: PhoneNumberID(rawValue: "8"),
            customer: InboundCustomer(names: CustomerNames(waID: "96551234567")), category: .all,
            isOptedOut: isOptedOut, source: .reply,
            occurredAt: Timestamp(milliseconds: seconds * 1_000))
    }

    private func messages(
        _ messages: String..., contacts: String = ""
    ) throws -> [WebhookEvent] {
        try change(
            #"{"field":"messages","value":{"metadata":{"phone_number_id":"8"},"contacts":["#
                + contacts + #"],"messages":["# + messages.joined(separator: ",") + "]}}")
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
