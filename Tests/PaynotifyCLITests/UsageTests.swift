import TestKit
import Testing

struct UsageTests {
    @Test func wrongCommandLinesEndWith64AndSendNothing() async throws {
        // given: a port where nobody listens, so that a command that sends would end with 69
        let folder = try TemporaryFolder()
        var terminal = Terminal("127.0.0.1:1", in: folder)
        // when
        try await terminal.type("merchants")
        try await terminal.type("merchant", "show")
        try await terminal.type("merchant", "show", "--merchant", "acme", "--tiemout", "3")
        try await terminal.type("merchant", "show", "--merchant", "acme", "--timeout", "0")
        try await terminal.type("merchant", "show", "--merchant", "acme", "--server", "nowhere")
        try await terminal.type("state", "notify", "--merchant", "acme", "--state", "payed")
        try await terminal.type(
            "state", "notify", "--merchant", "acme", "--session", "s", "--state", "paid",
            "--occurred-at", "yesterday")
        try await terminal.type(
            "notifications", "enable", "--merchant", "acme", "--session", "s", "--plugin",
            "e_commerce", "--phone", "+96551234567", "--language", "en")
        try await terminal.type(
            "notifications", "list", "--merchant", "acme", "--follow", "--page-token", "n1")
        try await terminal.type(
            "authenticator", "register", "--merchant", "acme", "--phone-number-id", "1",
            "--waba-id", "2", "--access-token-file", "-", "--app-secret-file", "-")
        try await terminal.type(
            "authenticator", "register", "--merchant", "acme", "--phone-number-id", "1",
            "--waba-id", "2")
        try await terminal.type(
            "authenticator", "register", "--merchant", "acme", "--phone-number-id", "1",
            "--waba-id", "2", "--access-token-file", "missing")
        try await terminal.type(
            "authenticator", "register", "--merchant", "acme", "--phone-number-id", "1",
            "--waba-id", "2", "--access-token-file", "-", input: " \n")
        // then
        try Golden.expect("usage", terminal.transcript)
        #expect(terminal.transcript.matches(of: /\[exit 64\]/).count == 13)
    }

    @Test func wrongTemplatesAreRefusedBeforeAnythingIsSent() async throws {
        // given
        let folder = try TemporaryFolder()
        try folder.write(#"{"name": "x", "components": [{"txt": "?"}]}"#, to: "unknown.json")
        try folder.write(#"{"category": "spam"}"#, to: "word.json")
        try folder.write(#"{"name": 7}"#, to: "number.json")
        try folder.write(
            #"{"state": "PAYMENT_STATE_PAID", "phase": "PHASE_POST_PAYMENT"}"#, to: "both.json")
        try folder.write(#"{"version": 1.5}"#, to: "fraction.json")
        try folder.write(#"[]"#, to: "array.json")
        try folder.write(#"{"#, to: "broken.json")
        var terminal = Terminal("127.0.0.1:1", in: folder)
        let parts = ["template", "register", "--merchant", "acme"]
        // when
        try await terminal.type("template", "register", "--merchant", "acme", "--name", "x")
        try await terminal.type(parts + ["--from-file", "unknown.json", "--state", "paid"])
        try await terminal.type(parts + ["--wait", "--wait-timeout", "0"])
        for file in [
            "unknown", "word", "number", "both", "fraction", "array", "broken", "missing",
        ] {
            try await terminal.type(parts + ["--from-file", "\(file).json"])
        }
        let paid =
            parts + [
                "--name", "x", "--language", "en", "--plugin", "e_commerce", "--body", "Hi {{1}}",
            ]
        try await terminal.type(paid)
        for option in [
            ["--variable", "body"], ["--variable", "body.1=color"],
            ["--variable", "header.1=amount"], ["--url-button", "Pay"], ["--button", "Pay"],
            ["--button", "quick_reply:"], ["--button", "copy_code:Copy"],
            ["--button", "url:Pay=https://pay.example/", "--quick-reply", "Thanks"],
            ["--header", "Hi", "--header-image", "https://shop.example/l.png"],
            ["--header-document", "https://shop.example/t.pdf"],
            ["--header-document-name", "t.pdf"],
        ] {
            try await terminal.type(paid + ["--state", "paid"] + option)
        }
        // then
        try Golden.expect("usage-template", terminal.transcript)
        #expect(terminal.transcript.matches(of: /\[exit 64\]/).count == 23)
    }
}
