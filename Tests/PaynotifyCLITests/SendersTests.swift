import Notifications
import TestKit
import Testing

struct SendersTests {
    @Test func listsNumbersWithTheirLimits() async throws {
        try await World.run { world in
            // given
            var terminal = world.terminal
            try await terminal.type("senders", "list", "--merchant", "nobody")
            try await terminal.type(
                "merchant", "set", "--merchant", "acme", "--display-name", "Acme",
                "--time-zone", "Asia/Kuwait", "--language", "en")
            try await terminal.type("senders", "list", "--merchant", "acme")
            try await world.store.prepare()
            try await terminal.type("senders", "list", "--merchant", "acme")
            // when
            _ = try await world.store.carryOut(
                .recordSenderDetails(
                    SenderDetailsReport(
                        number: PhoneNumberID(rawValue: "800000000000002"),
                        details: SenderDetails(
                            throughput: 1_000, quality: "GREEN", messagingLimit: 2_000),
                        authenticator: AuthenticatorID(rawValue: "a"))))
            try await terminal.type("senders", "list", "--merchant", "acme")
            try await terminal.type("senders", "list", "--merchant", "acme", "--json")
            // then
            try Golden.expect("senders-list", terminal.transcript)
        }
    }
}
