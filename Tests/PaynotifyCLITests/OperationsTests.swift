import Notifications
import SQLiteStore
import StoreCore
import TestKit
import Testing

struct OperationsTests {
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

    @Test func resendsOnceForAKey() async throws {
        try await World.run { world in
            try await world.prepareTemplates()
            let ids = try await world.refuse(["order-1"])
            var terminal = world.terminal
            let resend = ["notifications", "resend", "--merchant", "acme", "--actor", "mona"]
            try await terminal.type(resend + [ids[0], "--key", "ticket-7"])
            try await terminal.type(resend + [ids[0], "--key", "ticket-7", "--json"])
            try await terminal.type(resend + [ids[0], "--key", "ticket-8"])
            try await terminal.type(resend + ["nobody", "--key", "ticket-7"])
            try await terminal.type(resend + [ids[0], "--key", ""])
            try await terminal.type(resend + [ids[0]])
            try await terminal.type("audit", "list", "--merchant", "acme")
            try Golden.expect("notifications-resend", terminal.transcript)
        }
    }

    @Test func replaysAfterAskingAndTellsHowFarItCame() async throws {
        try await World.run { world in
            try await world.prepareTemplates()
            _ = try await world.refuse(["order-1", "order-2", "order-3"])
            var terminal = world.terminal
            let by = ["--merchant", "acme", "--actor", "mona"]
            let filter = [
                "--status", "dead", "--reason", "PROVIDER_REJECTED", "--meta-code", "131026",
                "--plugin", "payment_request", "--state", "paid", "--created-from",
                "2026-11-22T00:00:00Z", "--rate", "2",
            ]
            let start = ["replay", "start"] + by
            try await terminal.type(start + filter)
            try await terminal.type(start + filter + ["--json"])
            try await terminal.type(start + ["--status", "failed"])
            try await terminal.type(start + filter + ["--yes"])
            try await terminal.type(start + filter + ["--yes", "--expected-count", "2"])
            let begun = try await terminal.type(
                start + filter + ["--yes", "--expected-count", "3"])
            let id = try #require(
                begun.output.split(separator: "\n").first?.split(separator: " ").last)
            try await terminal.type(start + filter + ["--yes", "--expected-count", "3"])
            try await world.advanceReplays()
            try await terminal.type("replay", "show", "--merchant", "acme", String(id))
            try await terminal.type("replay", "list", "--merchant", "acme")
            try await terminal.type(["replay", "cancel", String(id), "--json"] + by)
            try await terminal.type(["replay", "cancel", String(id)] + by)
            try await terminal.type(["replay", "cancel", "nothing"] + by)
            try await terminal.type(
                start + ["--status", "superseded", "--rate", "51", "--reason", "why"])
            try await terminal.type(start)
            try await terminal.type("audit", "list", "--merchant", "acme")
            try Golden.expect("replay", terminal.transcript)
        }
    }

    @Test func syncTellsWhatChangedAtMeta() async throws {
        try await World.run { world in
            try await world.prepareTemplates()
            var terminal = world.terminal
            let sync = ["templates", "sync", "--merchant", "acme", "--actor", "mona"]
            try await terminal.type(sync)
            try await terminal.type(sync + ["--wait", "--wait-timeout", "0.1"])
            world.store.observe(Verifier(store: world.store, verdict: .approved))
            try await terminal.type(sync + ["--wait"])
            world.store.observe(Verifier(store: world.store, verdict: .paused))
            try await terminal.type(sync + ["--wait"])
            try await terminal.type("audit", "list", "--merchant", "acme")
            try Golden.expect("template-sync", terminal.transcript)
        }
    }
}

extension World {
    /// Sessions whose payment Meta refused to tell of, each with its notification.
    fileprivate func refuse(_ sessions: [String]) async throws -> [String] {
        var ids: [String] = []
        for session in sessions {
            try await store.enable(session)
            let id = try #require(try await store.notify(.paid, session: session).notification)
            let message = try await store.arm(id)
            _ = try await store.carryOut(
                .recordAttempt(
                    AttemptReport(
                        reference: message.reference, token: message.token,
                        result: .refused(code: 131_026, .stopRecipient, detail: "no"))))
            ids.append(id.rawValue)
        }
        return ids
    }

    /// Takes the next step of each replay.
    fileprivate func advanceReplays() async throws {
        for replay in try await store.runningReplays() {
            _ = try await store.carryOut(
                .advanceReplay(AdvanceReplay(reference: replay.reference)))
        }
    }
}
