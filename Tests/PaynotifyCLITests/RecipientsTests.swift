import Notifications
import StoreCore
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

    @Test func erasesACustomerAndWaitsForTheEnd() async throws {
        try await World.run { world in
            try await world.prepareTemplates()
            try await world.store.enable("order-1")
            _ = try await world.store.armed(.paid, session: "order-1")
            try await world.store.enable("order-2")
            try await world.store.notify(.paid, session: "order-2")
            var terminal = world.terminal
            let erase = ["erase", "--merchant", "acme", "--actor", "mona", "--phone"]
            try await terminal.type(erase + ["51234567", "--wait-timeout", "0.3"])
            world.store.observe(Eraser(store: world.store))
            // Another one's has the first one go on, too.
            try await terminal.type(erase + ["51234568", "--json"])
            try await terminal.type(erase + ["51234567"])
            try await terminal.type("session", "show", "order-1", "--merchant", "acme")
            try await terminal.type("audit", "list", "--merchant", "acme")
            try await terminal.type(erase + ["512"])
            try await terminal.type(erase + ["51234567", "--wait-timeout", "0"])
            try Golden.expect("erase", terminal.transcript)
        }
    }
}

/// Takes all steps of erasures when one begins.
private struct Eraser: CommitObserver {
    let store: any Store

    func committed(_ events: CommitEvents) {
        guard events.hasErasures else { return }
        Task {
            while let erasure = try await store.runningErasures().first {
                _ = try await store.carryOut(
                    .advanceErasure(AdvanceErasure(reference: erasure.reference, limit: 100)))
            }
        }
    }
}
