import Testing

@testable import Sandbox

/// Templates with parts beside texts: media headers, and buttons of every kind.
@Suite struct StaticPartTests {
    private let edge = "/v25.0/\(Fixture.wabaID)/message_templates"

    @Test(arguments: ["IMAGE", "VIDEO", "DOCUMENT"])
    func listsAMediaHeaderAndWantsItsFile(format: String) async throws {
        let platform = try await Fixture.platform()
        let header: JSON = [
            "type": "HEADER", "format": .string(format), "example": ["header_handle": ["4::x"]],
        ]
        let kind = format.lowercased()

        let created = await platform.create([header, body])
        let listed = await platform.get(edge, ["name": "with_parts"]).body["data"]?.array?.first
        let without = await platform.send(parts: [])
        let wrong = await platform.send(parts: [mediaPart(["type": "text", "text": "x"])])

        #expect(created.status == 200)
        #expect(listed?["components"] == [header, body])
        #expect(without.code == 132_012)
        #expect(wrong.code == 132_012)
        for reference in [["link": "https://shop.example/logo"], ["id": "77"]] as [JSON] {
            let sent = await platform.send(
                parts: [mediaPart(.object(["type": .string(kind), kind: reference]))])
            #expect(sent.status == 200, "\(sent.body)")
        }
        #expect(await platform.journal[1]?.rendered.header == "[\(kind) https://shop.example/logo]")
    }

    @Test(
        arguments: [
            ["type": "HEADER", "format": "IMAGE"],
            ["type": "HEADER", "format": "IMAGE", "example": ["header_handle": []]],
            ["type": "HEADER", "format": "IMAGE", "example": ["header_handle": [""]]],
            ["type": "HEADER", "format": "IMAGE", "example": ["header_handle": "4::x"]],
        ] as [JSON])
    func wantsAnExampleOfAMediaHeader(header: JSON) async throws {
        let platform = try await Fixture.platform()

        #expect(await platform.create([header, body]).subcode == 2_388_047)
    }

    @Test(
        arguments: [
            ["type": "PHONE_NUMBER", "text": "Call", "phone_number": "+96522220000"],
            ["type": "URL", "text": "Shop", "url": "https://shop.example/"],
            ["type": "VOICE_CALL", "text": "Call us"], ["type": "QUICK_REPLY", "text": "Thanks"],
        ] as [JSON])
    func sendsAButtonThatNeedsNoParameterWithoutOne(button: JSON) async throws {
        let platform = try await Fixture.platform()

        let created = await platform.create([body, buttons([button])])
        let sent = await platform.send(parts: [])

        #expect(created.status == 200)
        #expect(sent.status == 200)
        #expect(await platform.journal[1]?.rendered.buttons.map(\.label) == [label(button)])
    }

    @Test(
        arguments: [
            (
                ["type": "PHONE_NUMBER", "text": "Call", "phone_number": "+96522220000"],
                "phone_number"
            ),
            (["type": "URL", "text": "Shop", "url": "https://shop.example/"], "url"),
            (["type": "VOICE_CALL", "text": "Call us"], "voice_call"),
        ] as [(JSON, String)])
    func takesNoParameterForAStaticButton(button: JSON, subType: String) async throws {
        let platform = try await Fixture.platform()
        _ = await platform.create([body, buttons([button])])

        let sent = await platform.send(parts: [
            [
                "type": "button", "sub_type": .string(subType), "index": "0",
                "parameters": [["type": "text", "text": "x"]],
            ]
        ])

        #expect(sent.code == 132_000)
    }

    @Test func wantsTheCodeOfACopyCodeButton() async throws {
        let platform = try await Fixture.platform()
        _ = await platform.create([body, buttons([["type": "COPY_CODE", "example": "250FF"]])])
        let part: JSON = [
            "type": "button", "sub_type": "copy_code", "index": 0,
            "parameters": [["type": "coupon_code", "coupon_code": "25OFF"]],
        ]

        #expect(await platform.send(parts: []).code == 131_008)
        #expect(await platform.send(parts: [part]).status == 200)
        #expect(await platform.journal[1]?.rendered.buttons.first?.value == "25OFF")
    }

    private let body: JSON = ["type": "BODY", "text": "We thank you."]

    private func mediaPart(_ parameter: JSON) -> JSON {
        ["type": "header", "parameters": [parameter]]
    }

    private func buttons(_ buttons: [JSON]) -> JSON {
        ["type": "BUTTONS", "buttons": .array(buttons)]
    }

    private func label(_ button: JSON) -> String { button["text"]?.string ?? "" }
}

extension Platform {
    fileprivate func create(_ components: [JSON]) async -> Answer {
        await post(
            "/v25.0/\(Fixture.wabaID)/message_templates",
            Fixture.named.with("name", "with_parts").with("components", .array(components)))
    }

    fileprivate func send(parts: [JSON]) async -> Answer {
        await send(
            Fixture.message.with("template.name", "with_parts")
                .with("template.language.code", "en")
                .with("template.components", .array(parts)))
    }
}
