import Notifications
import Store
import TestKit
import Testing

struct LeverTests {
    @Test func pausesResumesAndTellsWhoDidIt() async throws {
        try await World.run { world in
            try await world.prepareTemplates()
            try await world.store.prepare(MerchantID(rawValue: "zeta"))
            var terminal = world.terminal
            let by = ["--merchant", "acme", "--actor", "mona"]
            let template = ["template", "order_update", "--language", "en"]
            let number = ["number", "800000000000002"]
            try await terminal.type(["pause", "merchant", "--reason", "stolen key"] + by)
            world.clock.advance(by: .seconds(60))
            try await terminal.type(["pause"] + number + ["--reason", "too many blocks"] + by)
            try await terminal.type(["pause"] + template + ["--reason", "wrong link"] + by)
            try await terminal.type(
                ["pause"] + template + ["--reason", "once more", "--json"] + by)
            try await terminal.type("pauses", "list", "--merchant", "acme")
            try await terminal.type("pauses", "list", "--merchant", "zeta", "--json")
            world.clock.advance(by: .seconds(60))
            try await terminal.type(["resume"] + template + by)
            try await terminal.type(
                ["resume"] + number + ["--merchant", "zeta", "--actor", "ali"])
            try await terminal.type(["resume", "merchant", "--json"] + by)
            try await terminal.type(["resume", "merchant"] + by)
            try await terminal.type("pauses", "list", "--merchant", "acme")
            try await terminal.type(["pause", "number", "12", "--reason", "r"] + by)
            try await terminal.type(["pause", "number", "1x", "--reason", ""] + by)
            try await terminal.type(
                ["pause", "template", "x", "--language", "en", "--reason", "r"] + by)
            try await terminal.type("pause", "merchant", "--merchant", "acme")
            try await terminal.type("audit", "list", "--merchant", "acme")
            try await terminal.type("audit", "list", "--merchant", "acme", "--page-size", "2")
            try await terminal.type(
                "audit", "list", "--merchant", "acme", "--page-token", "n3", "--json")
            try await terminal.type("audit", "list", "--merchant", "zeta")
            try await terminal.type("audit", "list", "--merchant", "nobody")
            try Golden.expect("pauses", terminal.transcript)
        }
    }
}
