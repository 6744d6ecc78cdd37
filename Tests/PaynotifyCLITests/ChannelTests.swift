import Notifications
import TestKit
import Testing

struct ChannelTests {
    @Test func aPersonTakesASessionOverAndGivesItBack() async throws {
        try await World.run { world in
            try await world.prepareTemplates()
            try await world.store.enable("order-1")
            try await world.store.notify(.paid, session: "order-1")
            var terminal = world.terminal
            let merchant = ["--merchant", "acme", "--actor", "mona"]
            let send = ["notifications", "send", "--session", "order-1", "--state"]
            try await terminal.type(send + ["paid"] + merchant)
            try await terminal.type(["session", "channel", "order-1", "manual"] + merchant)
            try await terminal.type(send + ["failed"] + merchant)
            try await terminal.type(send + ["paid"] + merchant)
            try await terminal.type(send + ["paid", "--json"] + merchant)
            try await terminal.type("session", "show", "--merchant", "acme", "order-1")
            try await terminal.type(
                ["session", "channel", "order-1", "automatic"] + merchant)
            try await terminal.type(
                ["session", "channel", "order-1", "manual", "--json"] + merchant)
            try await terminal.type(["session", "channel", "nobody", "manual"] + merchant)
            try Golden.expect("channel", terminal.transcript)
        }
    }
}
