import Notifications
import Testing

@testable import WhatsApp

@Suite struct MetaJSONTests {
    @Test func replacesEachNULOfAText() {
        #expect(
            MetaJSON.decode([String].self, from: Array(#"["a\u0000b\u0000", "\u0000"]"#.utf8)) == [
                "a\u{fffd}b\u{fffd}", "\u{fffd}",
            ])
    }

    @Test func leavesAnEscapedBackslashBeforeTheSameLetters() {
        #expect(
            MetaJSON.decode([String].self, from: Array(#"["a\\u0000", "\\\u0000"]"#.utf8)) == [
                #"a\u0000"#, "\\\u{fffd}",
            ])
    }

    @Test(arguments: ["", "\\", "[\"\\", #"["\u000"#, #"["\u00"#, #"{"#])
    func isNotMisledByABodyThatEndsEarly(body: String) {
        #expect(MetaJSON.decode([String].self, from: Array(body.utf8)) == nil)
        #expect(MetaJSON.withoutNUL(Array(body.utf8)) == Array(body.utf8))
    }

    @Test func holdsForReceiptsAndAnswers() throws {
        let answer = SendAnswer.classify(
            status: 200, body: Array(#"{"messages":[{"id":"wamid.\u0000"}]}"#.utf8))
        #expect(answer == .accepted(MessageID(rawValue: "wamid.\u{fffd}"), isHeld: false))

        let webhook = try Webhook(
            body: Array(
                """
                {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages",
                 "value":{"metadata":{"phone_number_id":"8"},"statuses":[{"id":"w\\u0000","status":"read",
                 "timestamp":"1"}]}}]}]}
                """.utf8))
        #expect(webhook.events.compactMap(\.receipt).map(\.message.rawValue) == ["w\u{fffd}"])
    }
}
