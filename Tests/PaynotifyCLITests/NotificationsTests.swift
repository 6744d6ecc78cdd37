import Foundation
import LocalEnvironment
import Notifications
import SQLiteStore
import TestKit
import Testing

struct NotificationsTests {
    static func enable(_ session: String) -> [String] {
        [
            "notifications", "enable", "--merchant", "acme", "--session", session, "--plugin",
            "payment_request", "--phone", "51234567", "--language", "en",
        ]
    }

    static let payment = [
        "--customer-name", "Mona", "--amount", "14", "--currency", "KWD", "--order-number",
        "ORD-77", "--checkout-link", "https://pay.example/c/abc123",
        "--checkout-link-expires-at", "2026-11-22T17:30:00Z",
    ]

    @Test func enablesAndTellsWhatIsMissing() async throws {
        try await World.run { world in
            try await world.prepareMerchant()
            var terminal = world.terminal
            try await terminal.type(
                Self.enable("order-1") + ["--phase", "post_payment"] + Self.payment)
            try await world.prepareTemplates()
            try await terminal.type(
                "state", "notify", "--merchant", "acme", "--session", "order-2", "--state",
                "created")
            try await terminal.type(
                Self.enable("order-2") + ["--state", "created", "--state", "paid"]
                    + Self.payment)
            try await terminal.type(Self.enable("order-2") + ["--state", "paid", "--json"])
            try await terminal.type(Self.enable("order-2") + ["--off"])
            try await terminal.type(
                "notifications", "enable", "--merchant", "acme", "--session", "order-3",
                "--plugin", "e_commerce", "--phone", "512", "--language", "en", "--phase",
                "pre_payment", "--amount", "14.0001", "--currency", "KWD")
            try await terminal.type(
                "notifications", "enable", "--merchant", "acme", "--session", "order-2",
                "--plugin", "e_commerce", "--phone", "51234567", "--language", "en", "--state",
                "paid")
            try Golden.expect("notifications-enable", terminal.transcript)
        }
    }

    @Test func tellsWhatWasMended() async throws {
        try await World.run { world in
            try await world.prepareTemplates()
            let untidy = [
                "--customer-name", " Mona  Lisa", "--amount", "14.0000", "--currency", "KWD",
                "--order-number", "ORD-77",
            ]
            let paid = [
                "state", "notify", "--merchant", "acme", "--session", "order-1", "--state", "paid",
            ]
            var terminal = world.terminal
            try await terminal.type(Self.enable("order-1") + ["--state", "paid"] + untidy)
            try await terminal.type(paid + ["--checkout-link", "https://pay.example/c/abc123 "])
            try await terminal.type(paid + ["--checkout-link", "https://pay.example/c/abc123"])
            try Golden.expect("mended", terminal.transcript)
        }
    }

    @Test func listsPagesAndChanges() async throws {
        try await World.run { world in
            try await world.prepareTemplates()
            for number in 1...3 {
                try await world.store.enable("order-\(number)")
                try await world.store.notify(.paid, session: "order-\(number)")
                world.clock.advance(by: .seconds(60))
            }
            var terminal = world.terminal
            let list = ["notifications", "list", "--merchant", "acme"]
            try await terminal.type(list)
            try await terminal.type(list + ["--page-size", "2"])
            try await terminal.type(list + ["--page-size", "2", "--page-token", "n2"])
            try await terminal.type(list + ["--session", "order-2", "--json"])
            try await terminal.type(list + ["--status", "delivered"])
            try await terminal.type(list + ["--updated-after", "0", "--page-size", "1"])
            try await terminal.type(list + ["--updated-after", "soon"])
            try await terminal.type(list + ["--page-size", "501"])
            try Golden.expect("notifications-list", terminal.transcript)
        }
    }

    @Test func cancelsAndReleases() async throws {
        try await World.run { world in
            try await world.prepareTemplates()
            try await world.store.enable("order-1")
            let paid = try #require(
                try await world.store.notify(.paid, session: "order-1").notification)
            try await world.store.enable("order-2")
            try await world.store.notify(.canceled, session: "order-2")
            let held = try #require(
                try await world.store.notify(.paid, session: "order-2").notification)
            var terminal = world.terminal
            for id in [paid.rawValue, held.rawValue, "nobody"] {
                for action in ["release", "cancel"] {
                    try await terminal.type("notifications", action, "--merchant", "acme", id)
                }
            }
            try Golden.expect("notifications-held", terminal.transcript)
        }
    }

    @Test func countsWhatIsHeldSinceARestoreBeforeItGoes() async throws {
        try await World.run { world in
            try await world.prepareTemplates()
            var terminal = world.terminal
            let words = ["notifications", "release", "--merchant", "acme"]
            try await terminal.type(words + ["--restored"])
            try await terminal.type(words + ["--restored", "--yes", "--expected-count", "2"])
            try await terminal.type(words + ["--restored", "--yes"])
            try await terminal.type(words + ["--restored", "one"])
            try await terminal.type(words)
            try Golden.expect("notifications-release-restored", terminal.transcript)
        }
    }

    @Test func resolvesWhatNobodyKnows() async throws {
        try await World.run { world in
            try await world.prepareTemplates()
            var ids: [String] = []
            for number in 1...2 {
                let session = "order-\(number)"
                try await world.store.enable(session)
                let id = try #require(
                    try await world.store.notify(.paid, session: session).notification)
                let message = try await world.store.arm(id)
                _ = try await world.store.carryOut(
                    .recordAttempt(
                        AttemptReport(
                            reference: message.reference, token: message.token,
                            result: .unknown(code: 0, detail: "the answer did not come"))))
                ids.append(id.rawValue)
            }
            var terminal = world.terminal
            let by = ["--merchant", "acme", "--actor", "mona"]
            let resolve = ["notifications", "resolve"]
            try await terminal.type(
                "notifications", "list", "--merchant", "acme", "--status", "uncertain")
            try await terminal.type(resolve + [ids[0], "--as", "sent"] + by)
            try await terminal.type(resolve + [ids[1], "--as", "not-sent", "--json"] + by)
            try await terminal.type(resolve + [ids[1], "--as", "sent"] + by)
            try await terminal.type(resolve + ["nobody", "--as", "sent"] + by)
            try await terminal.type(resolve + [ids[1]] + by)
            try await terminal.type("audit", "list", "--merchant", "acme")
            try Golden.expect("notifications-resolve", terminal.transcript)
        }
    }

    @Test func followsChangesUntilItIsInterrupted() async throws {
        try await World.run { world in
            // given
            try await world.prepareTemplates()
            try await world.store.enable("order-1")
            let log = URL(filePath: world.folder.path("following"))
            let following = try await Program(
                "paynotify",
                [
                    "notifications", "list", "--merchant", "acme", "--follow", "--server",
                    world.address,
                ], log: log)
            // when
            let id = try #require(
                try await world.store.notify(.paid, session: "order-1").notification)
            let first = try await lines(1, of: log)
            _ = try await world.store.carryOut(
                .cancel(
                    CancelNotification(
                        reference: NotificationReference(
                            merchant: Fixtures.merchant.id, notification: id))))
            let second = try await lines(2, of: log)
            following.signal(SIGINT)
            // then
            #expect(try await following.waitForEnd() == 2)
            #expect(first.count == 1 && first[0].contains("pending"))
            #expect(second.last?.contains("cancelled") == true)
            #expect(second.last?.contains(id.rawValue) == true)
        }
    }

    /// The lines of the file, as soon as there are so many; what there is after a minute.
    private func lines(_ count: Int, of file: URL) async throws -> [Substring] {
        let end = ContinuousClock.now + .seconds(60)
        while true {
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            if lines.count >= count || ContinuousClock.now > end { return lines }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
