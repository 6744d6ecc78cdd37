import TestKit
import Testing

struct RecipientsTests {
    @Test func optsOutAndInAndShowsWhatWasSaid() async throws {
        try await World.run { world in
            try await world.prepareMerchant()
            var terminal = world.terminal
            let merchant = ["--merchant", "acme"]
            let mona = merchant + ["--actor", "mona"]
            try await terminal.type(["recipients", "show", "51234567"] + merchant)
            try await terminal.type(["recipients", "opt-out", "51234567"] + mona)
            try await terminal.type(
                ["recipients", "opt-out", "+96550000001", "--category", "marketing", "--json"]
                    + mona)
            try await terminal.type(["recipients", "list", "--page-size", "1"] + merchant)
            try await terminal.type(
                ["recipients", "list", "--page-token", "n2", "--json"] + merchant)
            world.clock.advance(by: .seconds(60))
            try await terminal.type(["recipients", "opt-in", "51234567"] + mona)
            try await terminal.type(["recipients", "show", "51234567", "--json"] + merchant)
            try await terminal.type(["recipients", "opt-out", "512", "--actor", ""] + merchant)
            try await terminal.type("recipients", "list", "--merchant", "nobody")
            try Golden.expect("recipients", terminal.transcript)
        }
    }
}
