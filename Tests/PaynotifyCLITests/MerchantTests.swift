import Notifications
import SQLiteStore
import TestKit
import Testing

struct MerchantTests {
    private static let set = [
        "merchant", "set", "--merchant", "acme", "--display-name", "Acme Store", "--time-zone",
        "Asia/Kuwait", "--default-country", "KW", "--language", "en", "--language", "ar",
        "--fallback-language", "en",
    ]

    @Test func setsAndShowsAMerchant() async throws {
        try await World.run { world in
            var terminal = world.terminal
            try await terminal.type("merchant", "show", "--merchant", "acme")
            try await terminal.type("merchant", "show", "--merchant", "acme", "--json")
            try await terminal.type(Self.set)
            try await terminal.type(
                "merchant", "show", environment: ["PAYNOTIFY_MERCHANT": "acme"])
            try await terminal.type("merchant", "show", "--merchant", "acme", "--json")
            try await terminal.type(
                Self.set + ["--quiet-hours", "22:00-08:00", "--quiet-post-payment"])
            try await terminal.type(Self.set + ["--quiet-hours", "22:00-8:00", "--json"])
            try await terminal.type(Self.set + ["--quiet-hours", "22:00"])
            try await terminal.type(
                "merchant", "set", "--merchant", "ac me", "--display-name", "", "--time-zone",
                "Asia/Nowhere", "--language", "fr")
            try await terminal.type(
                "merchant", "set", "--merchant", "acme", "--display-name", "Acme", "--time-zone",
                "Asia/Nowhere", "--language", "en", "--json")
            try Golden.expect("merchant", terminal.transcript)
        }
    }
}

struct MerchantListTests {
    @Test func listsMerchantsByPages() async throws {
        try await World.run { world in
            var terminal = world.terminal
            try await terminal.type("merchant", "list")
            for name in ["acme", "zeta", "shop"] {
                try await terminal.type(
                    "merchant", "set", "--merchant", name, "--display-name", "The \(name)",
                    "--time-zone", "Asia/Kuwait", "--language", "en")
            }
            try await terminal.type("merchant", "list", "--page-size", "2")
            try await terminal.type("merchant", "list", "--page-token", "n2", "--json")
            try Golden.expect("merchant-list", terminal.transcript)
        }
    }
}

struct AuthenticatorTests {
    private static let register = [
        "authenticator", "register", "--merchant", "acme", "--phone-number-id",
        "800000000000002", "--waba-id", "700000000000001",
    ]

    @Test func registersAndListsWithoutShowingASecret() async throws {
        try await World.run { world in
            // given
            var terminal = world.terminal
            try world.folder.write("access-word\n", to: "access")
            try world.folder.write("word-of-the-webhooks", to: "app")
            try await terminal.type(
                "merchant", "set", "--merchant", "acme", "--display-name", "Acme",
                "--time-zone", "Asia/Kuwait", "--language", "en")
            try await terminal.type("authenticator", "list", "--merchant", "acme")
            // when
            try await terminal.type(
                Self.register + [
                    "--access-token-file", "access", "--app-secret-file", "app",
                    "--verify-token-file", "-",
                ], input: "verify-word\n")
            try await terminal.type(
                Self.register + [
                    "--template-namespace", "acme_ns", "--portfolio-id", "5000", "--json",
                ],
                environment: [
                    "PAYNOTIFY_ACCESS_TOKEN": "access-word",
                    "PAYNOTIFY_APP_SECRET": "word-of-the-webhooks",
                    "PAYNOTIFY_VERIFY_TOKEN": "verify-word",
                ])
            try await terminal.type("authenticator", "list", "--merchant", "acme")
            try await terminal.type("authenticator", "list", "--merchant", "acme", "--json")
            try await terminal.type("authenticator", "list", "--merchant", "nobody")
            // then
            try Golden.expect("authenticator", terminal.transcript)
            let stored = try await world.store.authenticators(of: Fixtures.merchant.id)?.first
            #expect(stored?.accessToken.value == "access-word")
            #expect(stored?.appSecret.value == "word-of-the-webhooks")
            #expect(stored?.verifyToken.value == "verify-word")
            for secret in ["access-word", "word-of-the-webhooks", "verify-word"] {
                #expect(!terminal.transcript.contains(secret))
            }
        }
    }
}
