import Foundation
import LocalEnvironment
import Messages
import RPCClient
import TestKit
import Testing

@testable import PaynotifyDemo

extension HeavyTests {
    /// Templates as merchants have them at Meta: with a picture, with parts that need nothing, with their
    /// buttons in an order of their own.
    struct MerchantTemplateTests {
        @Test func sendsWhatMetaNeedsOfATemplateAndNoMore() async throws {
            try await ProgramFolder.with { programs in
                try await programs.withMerchantFixture { fixture in
                    try await fixture.createAtMeta("receipt", header: "IMAGE")
                    let bound = try await fixture.bind("receipt", header: .image)
                    #expect(bound.status == .approved, "\(bound.problem)")
                    try await fixture.enable("s-1")
                    try await fixture.notify("s-1", .paid)

                    let told = try await fixture.notification(of: "s-1", .paid, once: .delivered)

                    #expect(told.status == .delivered)
                    let sent = try #require(try await fixture.messages(of: told).first)
                    #expect(
                        sent.rendered.text == """
                            [image https://shop.example/logo.png]
                            Thank you \u{2068}Noura\u{2069}, we received it.
                            The Shop
                            [Call] +96522220000
                            [Thanks]
                            [Copy] SAVE10
                            [Receipt] https://pay.example/r/s-1
                            """)
                    #expect(
                        told.attempts.first?.renderedText == """
                            [image] https://shop.example/logo.png
                            Thank you \u{2068}Noura\u{2069}, we received it.
                            [Copy] SAVE10
                            [Receipt] https://pay.example/r/s-1
                            """)
                }
            }
        }

        @Test func tellsAllThatDiffersAndEveryoneOnceThatMetaMovedATemplate() async throws {
            try await ProgramFolder.with { programs in
                try await programs.withMerchantFixture { fixture in
                    try await fixture.createAtMeta("receipt", header: "VIDEO")
                    let bound = try await fixture.bind("receipt", header: .image)
                    #expect(bound.status == .mismatch)
                    #expect(bound.problem == "components[0].header_format: VIDEO at Meta")

                    try await fixture.sandbox.move("payment_paid", to: "MARKETING")

                    let isTold = try await eventually {
                        try await fixture.changesByMeta().contains { $0.contains("drifted") }
                    }
                    #expect(isTold)
                    #expect(
                        try await fixture.changesByMeta() == [
                            "payment_paid (en): from approved to drifted: "
                                + "category: MARKETING at Meta"
                        ])
                    let log = try String(
                        contentsOf: programs.folder.appendingPathComponent(
                            "environment/daemon.log"),
                        encoding: .utf8)
                    #expect(log.contains("a template changed at Meta, its messages are held"))
                    #expect(log.contains("payment_paid (en)"))
                }
            }
        }
    }
}

extension MerchantFixture {
    /// Creates a template with a file, a footer and buttons of every kind.
    fileprivate func createAtMeta(_ name: String, header: String) async throws {
        let components: [[String: Any]] = [
            ["type": "HEADER", "format": header, "example": ["header_handle": ["4::x"]]],
            [
                "type": "BODY", "text": "Thank you {{1}}, we received it.",
                "example": ["body_text": [["Noura"]]],
            ],
            ["type": "FOOTER", "text": "The Shop"],
            [
                "type": "BUTTONS",
                "buttons": [
                    ["type": "PHONE_NUMBER", "text": "Call", "phone_number": "+96522220000"],
                    ["type": "QUICK_REPLY", "text": "Thanks"],
                    ["type": "COPY_CODE", "text": "Copy", "example": ["SAVE10"]],
                    [
                        "type": "URL", "text": "Receipt", "url": "https://pay.example/r/{{1}}",
                        "example": ["https://pay.example/r/1"],
                    ],
                ],
            ],
        ]
        try await sandbox.post(
            "/v26.0/\(environment.account.wabaID)/message_templates",
            ["name": name, "language": "en", "category": "UTILITY", "components": components],
            token: environment.account.accessToken)
    }

    /// Binds it to payments that are paid, by what needs a value only and the URL first; returns it once
    /// it was compared.
    fileprivate func bind(
        _ name: String, header: HeaderFormat
    ) async throws -> TemplateBinding {
        let known = try await bindings()
        let registered = try await notifications.registerTemplate(
            RegisterTemplateRequest(
                merchantID: Self.merchantID, authenticatorID: known[0].authenticatorID, name: name,
                language: "en", category: .utility, plugin: .paymentRequest,
                binding: .states(StateSelection(states: [.paid])),
                components: [
                    TemplateComponent(
                        type: .header, headerFormat: header,
                        link: "https://shop.example/logo.png"),
                    TemplateComponent(
                        type: .body, text: "Thank you {{1}}, we received it.",
                        variables: [TemplateVariable(name: "1", attribute: .customerName)]),
                    TemplateComponent(
                        type: .button, text: "Receipt", buttonType: .url,
                        url: "https://pay.example/r/{{1}}",
                        variables: [TemplateVariable(name: "1", attribute: .orderNumber)]),
                    TemplateComponent(
                        type: .button, text: "Copy", buttonType: .copyCode, code: "SAVE10"),
                ]))
        let id = registered.bindings[0].bindingID
        _ = try await eventually {
            try await bindings().contains { $0.bindingID == id && $0.status != .unverified }
        }
        return try #require(try await bindings().first { $0.bindingID == id })
    }

    private func bindings() async throws -> [TemplateBinding] {
        try await notifications.listTemplates(ListTemplatesRequest(merchantID: Self.merchantID))
            .bindings
    }

    /// Subject and detail of what the audit has by Meta.
    fileprivate func changesByMeta() async throws -> [String] {
        let operations = OperationsClient(try RPCClient(server))
        return try await operations.listAuditEntries(
            ListAuditEntriesRequest(merchantID: Self.merchantID)
        ).entries.filter { $0.actor == "meta" && $0.action == "TEMPLATE_CHANGED" }
            .map { "\($0.subject): \($0.detail)" }
    }
}

extension SandboxControl {
    /// Gives the English template of that name another category, as Meta does by itself.
    fileprivate func move(_ name: String, to category: String) async throws {
        let place = TestTemplate.all.firstIndex { $0.name == name && $0.language == "en" }
        // The sandbox numbers templates as they are created.
        let id = 1_400_000_000_000_001 + (try #require(place))
        try await post("/sandbox/templates/\(id)/category", ["category": category])
    }
}
