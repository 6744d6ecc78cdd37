import Foundation
import Notifications
import TestKit
import Testing

struct TemplateTests {
    private static let register = [
        "template", "register", "--merchant", "acme", "--name", "order_paid", "--language", "en",
        "--template-language", "en_US", "--plugin", "payment_request",
    ]
    private static let parts = [
        "--header", "Order {{1}}", "--variable", "header.1=order_number",
        "--body", "Hello {{1}}, we received {{2}}. Thank you.",
        "--variable", "body.1=customer_name:dear customer", "--variable", "body.2=amount",
        "--footer", "Acme Store",
        "--url-button", "Open=https://pay.example/c/{{1}}",
        "--variable", "button.1=checkout_link",
        "--quick-reply", "Thank you",
    ]

    private static let files = [
        "--header-document", "https://shop.example/terms.pdf", "--header-document-name",
        "Terms.pdf", "--body", "Hello there.", "--button", "quick_reply:Thank you",
        "--button", "copy_code:Copy code=SAVE10",
        "--button", "url:Open=https://pay.example/c/{{1}}",
        "--button", "url:Receipt=https://pay.example/r/{{1}}",
        "--variable", "button.1=checkout_link", "--variable", "button2.1=order_number",
    ]

    @Test func registersFromOptionsAndLists() async throws {
        try await World.run { world in
            try await world.prepareMerchant()
            var terminal = world.terminal
            try await terminal.type("template", "list", "--merchant", "acme")
            try await terminal.type(Self.register + ["--state", "paid"] + Self.parts)
            try await terminal.type(
                Self.register + [
                    "--phase", "post_payment", "--body", "Hello {{name}}, thank you.",
                    "--variable", "body.name=customer_name:you", "--json",
                ])
            try await terminal.type("template", "list", "--merchant", "acme")
            try await terminal.type("template", "list", "--merchant", "nobody")
            try Golden.expect("template", terminal.transcript)
        }
    }

    @Test func registersAHeadersFileAndButtonsInTheirOrder() async throws {
        try await World.run { world in
            try await world.prepareMerchant()
            var terminal = world.terminal
            try await terminal.type(Self.register + ["--state", "paid"] + Self.files + ["--json"])
            for file in [
                ["--header-image", "https://shop.example/logo.png"],
                ["--header-video", "http://shop.example/film.mp4"],
            ] {
                try await terminal.type(
                    Self.register + ["--state", "failed", "--body", "Hello there."] + file)
            }
            try Golden.expect("template-media", terminal.transcript)
        }
    }

    @Test(arguments: [parts, files])
    func registersTheSameFromWhatListPrints(options: [String]) async throws {
        try await World.run { world in
            // given
            try await world.prepareMerchant()
            var terminal = world.terminal
            let registered = try await terminal.type(
                Self.register + ["--state", "paid"] + options + ["--json"])
            let printed = try #require(
                try JSONSerialization.jsonObject(with: Data(registered.output.utf8))
                    as? [String: Any])
            let bindings = try #require(printed["bindings"] as? [Any])
            let file = try JSONSerialization.data(withJSONObject: bindings[0])
            try world.folder.write(String(decoding: file, as: UTF8.self), to: "template.json")
            // when
            let again = try await terminal.type(
                "template", "register", "--merchant", "acme", "--from-file", "template.json",
                "--json")
            // then
            #expect(again.status == 0)
            #expect(again.output == registered.output)
        }
    }

    @Test func refusalsNameTheFieldAndTheRule() async throws {
        try await World.run { world in
            try await world.prepareMerchant()
            var terminal = world.terminal
            try await terminal.type(
                Self.register + ["--state", "refunded", "--body", "{{1}} and {{3}}"])
            try await terminal.type(
                Self.register + [
                    "--authenticator", "nobody", "--state", "paid", "--body", "Hello there.",
                ])
            _ = try await world.store.register("800000000000003")
            try await terminal.type(Self.register + ["--state", "paid", "--body", "Hello there."])
            try Golden.expect("template-refused", terminal.transcript)
        }
    }

    @Test func namesTheMissingAuthenticator() async throws {
        try await World.run { world in
            var terminal = world.terminal
            try await terminal.type(
                "merchant", "set", "--merchant", "acme", "--display-name", "Acme",
                "--time-zone", "Asia/Kuwait", "--language", "en")
            try await terminal.type(Self.register + ["--state", "paid", "--body", "Hello there."])
            try Golden.expect("template-no-authenticator", terminal.transcript)
        }
    }

    @Test func waitsUntilTheTemplateIsApproved() async throws {
        try await World.run(verifies: .approved) { world in
            try await world.prepareMerchant()
            var terminal = world.terminal
            try await terminal.type(
                Self.register + ["--state", "paid", "--body", "Hello there.", "--wait"])
            try Golden.expect("template-wait-approved", terminal.transcript)
        }
    }

    @Test func waitingEndsWith65WhenTheTemplateCannotBeSent() async throws {
        try await World.run(verifies: .paused) { world in
            try await world.prepareMerchant()
            var terminal = world.terminal
            try await terminal.type(
                Self.register + ["--state", "paid", "--body", "Hello there.", "--wait"])
            try Golden.expect("template-wait-paused", terminal.transcript)
        }
    }

    @Test func waitingEndsWith69WhenNothingIsKnownInTime() async throws {
        try await World.run { world in
            try await world.prepareMerchant()
            var terminal = world.terminal
            try await terminal.type(
                Self.register + [
                    "--state", "paid", "--body", "Hello there.", "--wait", "--wait-timeout", "0.1",
                ])
            try Golden.expect("template-wait-too-long", terminal.transcript)
        }
    }
}
