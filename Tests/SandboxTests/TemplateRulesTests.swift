import Testing

@testable import Sandbox

/// One way to spoil a creation, and the code and subcode that follow.
struct SpoiledTemplate: Sendable, CustomTestStringConvertible {
    let path: String
    let value: JSON?
    let subcode: Int?

    init(_ path: String, _ value: JSON?, _ subcode: Int? = nil) {
        self.path = path
        self.value = value
        self.subcode = subcode
    }

    var testDescription: String { "\(path) → \(subcode.map(String.init) ?? "100")" }

    static func text(_ count: Int) -> JSON { .string(String(repeating: "x", count: count)) }

    static let fields = [
        SpoiledTemplate("name", nil),
        SpoiledTemplate("name", "With-Dash"),
        SpoiledTemplate("name", text(513)),
        SpoiledTemplate("language", nil),
        SpoiledTemplate("language", "english"),
        SpoiledTemplate("language", "en-US"),
        SpoiledTemplate("category", "SERVICE"),
        SpoiledTemplate("parameter_format", "both"),
        SpoiledTemplate("components", nil),
        SpoiledTemplate("components.0.type", "FOOT"),
        SpoiledTemplate("components.0.type", nil),
        SpoiledTemplate("message_send_ttl_seconds", 29),
        SpoiledTemplate("message_send_ttl_seconds", 43_201),
        SpoiledTemplate("message_send_ttl_seconds", "60"),
    ]

    static let texts = [
        SpoiledTemplate("components.0.text", text(61), 2_388_040),
        SpoiledTemplate("components.0.text", "", 2_388_047),
        SpoiledTemplate("components.0.text", "a {{1}} b {{2}}", 2_388_047),
        SpoiledTemplate("components.0.text", "a {{2}} b", 2_388_047),
        SpoiledTemplate("components.0.text", "a\nb", 2_388_047),
        SpoiledTemplate("components.0.text", "a {{1", 2_388_047),
        SpoiledTemplate("components.0.format", "SOUND", 2_388_047),
        SpoiledTemplate("components.1", nil, 2_388_072),
        SpoiledTemplate("components.1.text", nil, 2_388_072),
        SpoiledTemplate("components.1.text", text(1_025), 2_388_040),
        SpoiledTemplate("components.1.text", "a {{1}} b {{3}} c", 2_388_072),
        SpoiledTemplate("components.1.text", "a {{1}}{{2}} b c d", 2_388_072),
        SpoiledTemplate("components.1.text", "a {{}} b", 2_388_072),
        SpoiledTemplate("components.1.text", "a {{x y}} b", 2_388_072),
        SpoiledTemplate("components.1.text", "dear {{payer}} hello", 2_388_072),
        SpoiledTemplate("components.1.text", "{{1}} a b c", 2_388_299),
        SpoiledTemplate("components.1.text", "a b c {{1}} ", 2_388_299),
        SpoiledTemplate("components.1.text", "a {{1}} b {{2}} -", 2_388_293),
        SpoiledTemplate("components.1.example", ["body_text": [["x"]]], 2_388_072),
        SpoiledTemplate("components.0.example", ["header_text": ["x", "y"]], 2_388_047),
        SpoiledTemplate("components.2.text", "", 2_388_073),
        SpoiledTemplate("components.2.text", text(61), 2_388_040),
        SpoiledTemplate("components.2.text", "a {{1}} b", 2_388_073),
        SpoiledTemplate("components.2.text", "a\nb", 2_388_073),
    ]

    static let buttons = [
        SpoiledTemplate("components.3.buttons", "x"),
        SpoiledTemplate("components.3.buttons", many("QUICK_REPLY", 11)),
        SpoiledTemplate("components.3.buttons", many("URL", 3)),
        SpoiledTemplate("components.3.buttons", many("PHONE_NUMBER", 2)),
        SpoiledTemplate("components.3.buttons", many("COPY_CODE", 2)),
        SpoiledTemplate("components.3.buttons.0.type", "CATALOG"),
        SpoiledTemplate("components.3.buttons.0.text", nil),
        SpoiledTemplate("components.3.buttons.0.text", text(26), 2_388_040),
        SpoiledTemplate("components.3.buttons.0.text", "a {{1}}"),
        SpoiledTemplate("components.3.buttons.0.url", nil),
        SpoiledTemplate("components.3.buttons.0.url", "pay.invalid/{{1}}"),
        SpoiledTemplate("components.3.buttons.0.url", "https://{{1}}/x"),
        SpoiledTemplate("components.3.buttons.0.url", "https://x/{{1}}{{2}}"),
        SpoiledTemplate("components.3.buttons.0.url", "https://x/{{1"),
        SpoiledTemplate(
            "components.3.buttons.0.url",
            .string("https://x/" + String(repeating: "x", count: 2_000)), 2_388_040),
    ]

    private static func many(_ type: String, _ count: Int) -> JSON {
        .array(
            (0..<count).map { _ in
                [
                    "type": .string(type), "text": "t", "url": "https://x.invalid",
                    "phone_number": "+15550100200",
                ]
            })
    }
}

@Suite struct TemplateRulesTests {
    @Test(
        arguments: SpoiledTemplate.fields + SpoiledTemplate.texts + SpoiledTemplate.buttons)
    func refusesWhatBreaksARule(spoiled: SpoiledTemplate) async throws {
        let platform = try await Fixture.platform()
        let template = Fixture.payment.with("name", "another").with(spoiled.path, spoiled.value)

        let answer = await platform.post("/v25.0/\(Fixture.wabaID)/message_templates", template)

        #expect(answer.status == 400)
        #expect(answer.code == 100)
        #expect(answer.subcode == spoiled.subcode)
        #expect((answer.error?["error_user_msg"] != nil) == (spoiled.subcode != nil))
        #expect(await platform.templates.all(of: Fixture.wabaID).count == 2)
    }

    @Test(
        arguments: [
            ("message_send_ttl_seconds", JSON.integer(-1)), ("message_send_ttl_seconds", 30),
            ("language", "ar"), ("language", "pt_BR"), ("parameter_format", "positional"),
            ("components.1.text", "Ok {{1}}, thanks."),
            ("components.1.example", ["body_text": [["a", "b", "c"]]]),
            ("components.3.buttons.0.url", "https://pay.invalid/x"),
            ("category", "MARKETING"),
        ] as [(String, JSON)])
    func acceptsWhatKeepsThem(path: String, value: JSON) async throws {
        let platform = try await Fixture.platform()
        let template = Fixture.payment.with("name", "another").with(path, value)

        let answer = await platform.post("/v25.0/\(Fixture.wabaID)/message_templates", template)

        #expect(answer.status == 200, "\(answer.body)")
    }

    @Test func refusesASecondOneOfTheNameAndLanguage() async throws {
        let platform = try await Fixture.platform()

        let answer = await platform.post(
            "/v25.0/\(Fixture.wabaID)/message_templates", Fixture.payment)

        #expect(answer.code == 100)
        #expect(answer.subcode == 2_388_024)
    }

    @Test func refusesNamedVariablesThatAreNumbers() async throws {
        let platform = try await Fixture.platform()
        let template = Fixture.named.with("name", "another")
            .with("components.0.text", "Dear {{1}} we thank you")

        let answer = await platform.post("/v25.0/\(Fixture.wabaID)/message_templates", template)

        #expect(answer.subcode == 2_388_072)
    }

    @Test func refusesMoreTemplatesThanAnAccountMayHave() throws {
        var store = TemplateStore(limit: 3)
        let members = try #require(Fixture.named.object)
        for index in 0..<3 {
            let draft = try TemplateDraft(
                decoding: members.merging(["name": .string("t\(index)")]) { $1 })
            _ = try store.create(draft, wabaID: "1", status: .approved)
        }
        let one = try TemplateDraft(decoding: members)

        #expect(throws: GraphError.templateLimit(3)) {
            try store.create(one, wabaID: "1", status: .approved)
        }
        #expect(throws: Never.self) { try store.create(one, wabaID: "2", status: .approved) }
    }
}
