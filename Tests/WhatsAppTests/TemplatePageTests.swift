import Notifications
import Testing

@testable import WhatsApp

@Suite struct TemplatePageTests {
    @Test func readsATemplateWithAllItsParts() throws {
        let page = try TemplatePage(body: Array(Self.listed.utf8))

        let template = try #require(page.templates.first)
        #expect(template.name == "payment_received")
        #expect(template.language == "en_US")
        #expect(
            template.definition
                == TemplateDefinition(
                    status: "APPROVED", category: "UTILITY", parameterFormat: .named,
                    namespace: nil,
                    components: [
                        .init(kind: .header, text: "Order {{order}}"),
                        .init(kind: .body, text: "Hello {{name}}"),
                        .init(kind: .footer, text: "A bank"),
                        .init(kind: .urlButton(url: "https://pay.invalid/{{1}}"), text: "Pay"),
                        .init(kind: .quickReplyButton, text: "Dispute"),
                        .init(
                            kind: .plainButton(type: "PHONE_NUMBER", target: "+1"), text: "Call"),
                    ]))
        #expect(page.next == "MjQZD")
    }

    /// What a part needs with a message: nothing, what was registered, or what we cannot give.
    @Test(
        arguments: [
            (#"{"type":"HEADER","format":"IMAGE"}"#, .mediaHeader(.image)),
            (#"{"type":"header","format":"video"}"#, .mediaHeader(.video)),
            (#"{"type":"HEADER","format":"DOCUMENT"}"#, .mediaHeader(.document)),
            (#"{"type":"HEADER","format":"LOCATION"}"#, .other("LOCATION")),
            (#"{"type":"CALL_PERMISSION_REQUEST"}"#, .plain(type: "CALL_PERMISSION_REQUEST")),
            (#"{"type":"LIMITED_TIME_OFFER"}"#, .other("LIMITED_TIME_OFFER")),
            (#"{"type":"CAROUSEL","cards":[]}"#, .other("CAROUSEL")),
            (
                button(#""type":"VOICE_CALL","text":"Call""#),
                .plainButton(type: "VOICE_CALL", target: "")
            ),
            (
                button(#""type":"phone_number","phone_number":"+9652""#),
                .plainButton(type: "PHONE_NUMBER", target: "+9652")
            ),
            (button(#""type":"COPY_CODE","text":"Copy","example":["A"]"#), .copyCodeButton),
            (button(#""type":"FLOW","text":"Open""#), .other("FLOW")),
            (button(#""type":"OTP","otp_type":"COPY_CODE""#), .other("OTP")),
            (
                button(#""type":"URL","url":"https://a.invalid/""#),
                .urlButton(url: "https://a.invalid/")
            ),
        ] as [(String, TemplateDefinition.Component.Kind)])
    func tellsWhatAPartIs(part: String, kind: TemplateDefinition.Component.Kind) throws {
        let page = try page(#"{"data":[{"name":"a","language":"de","components":[\#(part)]}]}"#)

        #expect(page.templates.first?.definition.components.map(\.kind) == [kind])
    }

    private static func button(_ fields: String) -> String {
        #"{"type":"BUTTONS","buttons":[{\#(fields)}]}"#
    }

    @Test func keepsTheOrderOfAPartThatIsNotSent() throws {
        let page = try page(
            #"{"data":[{"name":"a","language":"de","components":[{"type":"HEADER","#
                + #""format":"LOCATION"},{"type":"BODY","text":"b"},{"type":"CAROUSEL"},"#
                + #"{"text":"no type"},{"type":"BUTTONS","buttons":[{"type":"URL"},7]}]}]}"#)

        let components = page.templates.first?.definition.components
        #expect(
            components?.map(\.kind) == [
                .other("LOCATION"), .body, .other("CAROUSEL"), .other(""), .other("URL"),
                .other(""),
            ])
    }

    @Test func takesAMissingFormatForAPositionalOne() throws {
        let page = try page(#"{"data":[{"name":"a","language":"de"}]}"#)

        let expected = TemplateDefinition(
            status: "", category: "", parameterFormat: .positional, namespace: nil, components: [])
        #expect(page.templates.map(\.definition) == [expected])
    }

    @Test func leavesOutWhatHasNoNameOrLanguage() throws {
        let page = try page(
            #"{"data":[{"name":"a"},{"language":"de"},7,{"name":"b","language":"de"}]}"#)

        #expect(page.templates.map(\.name) == ["b"])
    }

    @Test func endsWhereThereIsNoNextPage() throws {
        #expect(try page(#"{"data":[],"paging":{"cursors":{"after":"x"}}}"#).next == nil)
        #expect(try page(#"{"data":[]}"#).next == nil)
    }

    @Test(arguments: ["", "[]", "{}", "not JSON"])
    func refusesWhatIsNoPage(body: String) {
        #expect(throws: MalformedAnswer(expected: "a page of templates")) { try page(body) }
    }

    @Test func refusesANextPageWithoutACursor() {
        #expect(throws: MalformedAnswer(expected: "a page of templates")) {
            try page(#"{"data":[],"paging":{"next":"https://elsewhere.invalid/?after=x"}}"#)
        }
    }

    @Test func readsTheAccountsNamespace() throws {
        let body = #"{"id":"7","message_template_namespace":"ba30dd89_2ebd"}"#

        #expect(try AccountNamespace(body: Array(body.utf8)).namespace == "ba30dd89_2ebd")
        #expect(try AccountNamespace(body: Array(#"{"id":"7"}"#.utf8)).namespace == nil)
        #expect(throws: MalformedAnswer.self) { try AccountNamespace(body: []) }
    }

    private func page(_ text: String) throws -> TemplatePage {
        try TemplatePage(body: Array(text.utf8))
    }

    private static let listed = """
        {"data":[{"id":"1","name":"payment_received","language":"en_US","status":"APPROVED",
          "category":"UTILITY","parameter_format":"NAMED","quality_score":{"score":"GREEN"},
          "components":[
            {"type":"HEADER","format":"TEXT","text":"Order {{order}}"},
            {"type":"body","text":"Hello {{name}}","example":{"body_text":[["x"]]}},
            {"type":"FOOTER","text":"A bank"},
            {"type":"BUTTONS","buttons":[
              {"type":"URL","text":"Pay","url":"https://pay.invalid/{{1}}"},
              {"type":"QUICK_REPLY","text":"Dispute"},
              {"type":"PHONE_NUMBER","text":"Call","phone_number":"+1"}]}]}],
         "paging":{"cursors":{"before":"MAZDZD","after":"MjQZD"},
                   "next":"https://graph.invalid/v26.0/7/message_templates?after=MjQZD"}}
        """
}
