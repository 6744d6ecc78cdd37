import SQLiteStore
import TestKit
import Testing

struct StateTests {
    @Test func tellsOfStatesAndShowsEachDecision() async throws {
        try await World.run { world in
            try await world.prepareTemplates()
            try await world.store.enable("order-1")
            var terminal = world.terminal
            let notify = ["state", "notify", "--merchant", "acme", "--session", "order-1"]
            try await terminal.type(notify + ["--state", "created"])
            try await terminal.type(notify + ["--state", "created"])
            try await terminal.type(notify + ["--state", "created", "--event-id", "again"])
            try await terminal.type(
                notify + [
                    "--state", "paid", "--occurred-at", "2026-11-22T15:29:00Z", "--order-number",
                    "ORD-78", "--json",
                ])
            try await terminal.type(notify + ["--state", "failed"])
            try await terminal.type(notify + ["--state", "refunded"])
            try await terminal.type(
                notify + ["--state", "paid", "--event-id", "again", "--amount", "1"])
            try await terminal.type(notify + ["--state", "paid", "--event-id", "again"])
            try await terminal.type(
                notify + [
                    "--state", "paid", "--event-id", "late", "--occurred-at",
                    "2026-11-23T15:29:00.500Z",
                ])
            try await terminal.type(
                "state", "notify", "--merchant", "nobody", "--session", "order-1", "--state",
                "paid")
            try Golden.expect("state-notify", terminal.transcript)
        }
    }

    @Test func theDerivedEventIDOfALongSessionIsAccepted() async throws {
        try await World.run { world in
            // given
            try await world.prepareTemplates()
            let session = String(repeating: "s", count: 128)
            var terminal = world.terminal
            // when
            let run = try await terminal.type(
                "state", "notify", "--merchant", "acme", "--session", session, "--state", "paid")
            // then
            #expect(run.status == 0)
        }
    }
}
