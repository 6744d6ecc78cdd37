import Testing

@testable import Sandbox

/// One way to spoil ``Fixture/message``, and the refusal that follows.
struct Spoiled: Sendable, CustomTestStringConvertible {
    let path: String
    let value: JSON?
    let code: Int
    let details: String

    init(_ path: String, _ value: JSON?, _ code: Int, _ details: String) {
        self.path = path
        self.value = value
        self.code = code
        self.details = details
    }

    var testDescription: String { "\(path) → \(code)" }

    static let envelope = [
        Spoiled("messaging_product", nil, 100, "messaging_product"),
        Spoiled("messaging_product", "telegram", 100, "messaging_product"),
        Spoiled("to", nil, 131_008, "to is required"),
        Spoiled("to", "", 131_008, "to is required"),
        Spoiled("to", 49, 100, "to must be a string"),
        Spoiled("to", "+49", 131_009, "to is not a phone number"),
        Spoiled("to", "+0915550100300", 131_009, "to is not a phone number"),
        Spoiled("to", "+49155501003001234", 131_009, "to is not a phone number"),
        Spoiled("to", "+4915x550100300", 131_009, "to is not a phone number"),
        Spoiled("to", "+1 (555) 010-0200", 131_021, "own number"),
        Spoiled("type", nil, 131_008, "type is required"),
        Spoiled("type", "text", 131_051, "text"),
        Spoiled("recipient_type", "group", 130_501, "individual"),
        Spoiled("recipient_type", "crowd", 131_009, "crowd"),
        Spoiled(
            "biz_opaque_callback_data", .string(String(repeating: "ä", count: 513)), 100, "512"),
        Spoiled("unknown", 1, 100, "unexpected key unknown"),
        Spoiled("template", nil, 131_008, "template is required"),
        Spoiled("template", "x", 100, "template must be an object"),
        Spoiled("template.namespace", "n", 100, "unexpected key template.namespace"),
        Spoiled("template.name", nil, 131_008, "template.name is required"),
        Spoiled("template.name", "Upper", 100, "template.name"),
        Spoiled(
            "template.name", "no_such", 132_001, "template name (no_such) does not exist in de"),
        Spoiled("template.language", nil, 131_008, "template.language is required"),
        Spoiled("template.language.code", nil, 131_008, "template.language.code is required"),
        Spoiled("template.language.code", "de_AT", 132_001, "does not exist in de_AT"),
        Spoiled("template.language.policy", "fallback", 131_009, "deterministic"),
        Spoiled("template.components", "x", 100, "template.components must be an array"),
    ]

    static let parameters = [
        Spoiled("0.parameters", [], 132_000, "header: number of localizable_params (0) does not"),
        Spoiled("0", nil, 132_000, "header: number of localizable_params (0) does not match"),
        Spoiled(
            "1.parameters.2", nil, 132_000,
            "body: number of localizable_params (2) does not match the expected number of params (3)"
        ),
        Spoiled("1.type", "footer", 100, "must be header, body or button"),
        Spoiled("1.type", "header", 100, "given twice"),
        Spoiled("1.parameters.0.type", nil, 131_008, "type is required"),
        Spoiled("1.parameters.0.type", "emoji", 100, "emoji"),
        Spoiled("1.parameters.0.text", "", 131_008, "text is required"),
        Spoiled("1.parameters.0.text", "a\nb", 132_018, "body: [0]"),
        Spoiled("1.parameters.0.text", "a\tb", 132_018, "new-line/tab"),
        Spoiled("1.parameters.0.text", "a     b", 132_018, "4 consecutive spaces"),
        Spoiled("1.parameters.0.parameter_name", "x", 100, "no parameter named x"),
        Spoiled(
            "1.parameters.0.text", .string(String(repeating: "x", count: 1_024)), 132_005, "body"),
        Spoiled(
            "0.parameters.0.text", .string(String(repeating: "x", count: 60)), 132_005, "header"),
        Spoiled(
            "1.parameters.0", ["type": "image", "image": ["id": "1"]], 132_012,
            "expected TEXT, received IMAGE"),
        Spoiled("1.parameters.1.currency.code", "eur", 131_009, "code"),
        Spoiled("1.parameters.1.currency.amount_1000", "1", 131_009, "amount_1000"),
        Spoiled("1.parameters.1.currency.amount_1000", nil, 131_008, "amount_1000"),
        Spoiled("1.parameters.1.currency.fallback_value", nil, 131_008, "fallback_value"),
        Spoiled("1.parameters.2.date_time", nil, 131_008, "date_time"),
        Spoiled("2", nil, 131_008, "button 0"),
        Spoiled("2.parameters", [], 131_008, "button 0"),
        Spoiled("2.index", "9", 131_009, "has 2 button(s)"),
        Spoiled("2.index", "10", 131_009, "index must be 0 to 9"),
        Spoiled("2.index", nil, 131_008, "index is required"),
        Spoiled("2.sub_type", nil, 131_008, "sub_type is required"),
        Spoiled("2.sub_type", "quick_reply", 132_012, "expected sub_type url"),
        Spoiled(
            "2.parameters.0", ["type": "payload", "payload": "x"], 132_012, "takes no payload"),
        Spoiled(
            "2.parameters.0.text", .string(String(repeating: "x", count: 2_000)), 132_005,
            "button 0"),
        Spoiled(
            "3.parameters.0.payload", .string(String(repeating: "x", count: 257)), 131_009, "256"),
        Spoiled("3.index", 0, 100, "given twice"),
    ].map { Spoiled("template.components." + $0.path, $0.value, $0.code, $0.details) }
}

@Suite struct SendRefusalTests {
    @Test(arguments: Spoiled.envelope + Spoiled.parameters)
    func refusesWithMetasCodeAndSaysWhatIsWrong(spoiled: Spoiled) async throws {
        let platform = try await Fixture.platform()

        let answer = await platform.send(Fixture.message.with(spoiled.path, spoiled.value))

        #expect(answer.code == spoiled.code)
        #expect(answer.details?.contains(spoiled.details) == true, "\(answer.details ?? "none")")
        #expect(answer.status == (spoiled.code == 132_001 ? 404 : 400))
        #expect(answer.error?["type"] == "OAuthException")
        #expect(answer.error?["fbtrace_id"] == "T")
        #expect(answer.error?["error_data"]?["messaging_product"] == "whatsapp")
        #expect(await platform.journal.count == 0)
    }

    @Test func takesUserIDsOnlyBesideAPhoneNumber() async throws {
        let platform = try await Fixture.platform()
        let withBoth = Fixture.message.with("recipient", "DE.1349")

        #expect(await platform.send(withBoth.with("to", nil)).code == 131_062)
        #expect(await platform.send(withBoth).status == 200)
    }

    @Test(arguments: [
        (TemplateStatus.pending, 132_001), (.rejected, 132_001), (.paused, 132_015),
        (.disabled, 132_016), (.archived, 132_001), (.inAppeal, 132_001),
    ])
    func sendsNoTemplateOfThisStatus(status: TemplateStatus, code: Int) async throws {
        let platform = try await Fixture.platform()
        let id = TemplateStore.firstID
        let changed = await platform.post(
            "/sandbox/templates/\(id)/status", ["status": .string(status.rawValue)])
        #expect(changed.status == 200)

        #expect(await platform.send(Fixture.message).code == code)
    }

    @Test(arguments: [TemplateStatus.approved, .flagged, .reinstated])
    func sendsTemplatesOfThisStatus(status: TemplateStatus) async throws {
        let platform = try await Fixture.platform()
        _ = await platform.post(
            "/sandbox/templates/\(TemplateStore.firstID)/status",
            ["status": .string(status.rawValue)])

        #expect(await platform.send(Fixture.message).status == 200)
    }

    @Test(
        arguments: [
            ("1.parameter_name", JSON.null, 100, "Parameter name is missing or empty"),
            ("1.parameter_name", "", 100, "Parameter name is missing or empty"),
            ("1.parameter_name", "other", 100, "other"),
            ("1.parameter_name", "amount", 100, "given twice"),
        ] as [(String, JSON, Int, String)])
    func refusesNamedParametersWithoutTheRightName(
        path: String, name: JSON, code: Int, details: String
    ) async throws {
        let platform = try await Fixture.platform()
        let message = Fixture.namedMessage.with("template.components.0.parameters." + path, name)

        let answer = await platform.send(message)

        #expect(answer.code == code)
        #expect(answer.details?.contains(details) == true)
    }

    @Test(
        arguments: [
            (JSON.array([]), 132_012, "expected DOCUMENT, received UNKNOWN"),
            ([["type": "text", "text": "x"]], 132_012, "expected DOCUMENT, received TEXT"),
            ([["type": "document", "document": [:]]], 131_009, "and not both"),
            (
                [["type": "document", "document": ["id": "1", "link": "x"]]], 131_009,
                "and not both"
            ),
        ] as [(JSON, Int, String)])
    func wantsTheFileOfAMediaHeader(parameters: JSON, code: Int, details: String) async throws {
        let platform = try await Fixture.platform()
        let template = Fixture.named.with("name", "with_file")
            .with(
                "components",
                [
                    [
                        "type": "HEADER", "format": "DOCUMENT",
                        "example": ["header_handle": ["4::x"]],
                    ], ["type": "BODY", "text": "x"],
                ])
        _ = await platform.post("/v25.0/\(Fixture.wabaID)/message_templates", template)
        let message = Fixture.message.with("template.name", "with_file")
            .with("template.language.code", "en")
            .with("template.components", [["type": "header", "parameters": parameters]])

        let answer = await platform.send(message)

        #expect(answer.code == code)
        #expect(answer.details?.contains(details) == true)
    }

    @Test func passesOverTheNamespaceWhereThatIsAskedFor() async throws {
        var options = PlatformOptions()
        options.allowsNamespace = true
        let platform = try await Fixture.platform(options)

        #expect(await platform.send(Fixture.message.with("template.namespace", "n")).status == 200)
    }

    @Test func refusesRecipientsThatAreNotOnTheList() async throws {
        var options = PlatformOptions()
        options.seed.allowedRecipients = ["+4915550100300"]
        let platform = try await Fixture.platform(options)

        #expect(await platform.send(Fixture.message).status == 200)
        #expect(await platform.send(Fixture.message.with("to", "+96555501234")).code == 131_030)
    }
}
