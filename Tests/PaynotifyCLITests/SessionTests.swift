import Notifications
import SQLiteStore
import TestKit
import Testing

struct SessionTests {
    private static func show(_ session: String) -> [String] {
        ["session", "show", "--merchant", "acme", session]
    }

    @Test func showsTheWholeTimeline() async throws {
        try await World.run { world in
            try await world.prepareTemplates()
            try await world.store.enable("order-1")
            try await world.deliver(.created, session: "order-1")
            world.clock.advance(by: .seconds(90))
            try await world.deliver(.paid, session: "order-1")
            try await world.store.notify(.failed, session: "order-1")
            var terminal = world.terminal
            try await terminal.type(Self.show("order-1"))
            try await terminal.type(Self.show("order-1") + ["--json"])
            try await terminal.type(Self.show("nobody"))
            try Golden.expect("session-show", terminal.transcript)
        }
    }

    @Test func explainsSessionsThatGotNoMessage() async throws {
        try await World.run { world in
            try await world.prepareMerchant()
            let store = world.store
            // Nobody enabled it.
            try await store.notify(.paid, session: "not-enabled")
            // Enabled, but nothing is bound to its state.
            try await store.enable("no-template")
            try await store.notify(.paid, session: "no-template")
            try await world.prepareTemplates(approving: false)
            // Held until its template is approved.
            try await store.enable("unverified")
            try await store.notify(.paid, session: "unverified")
            // Operations are for email and SMS.
            try await store.enable("operation")
            try await store.notify(.refunded, session: "operation")
            // No state was told of.
            try await store.enable("silent")
            // Withdrawn by a person.
            try await store.enable("withdrawn")
            let id = try #require(try await store.notify(.paid, session: "withdrawn").notification)
            _ = try await store.carryOut(
                .cancel(CancelNotification(reference: world.reference(id))))
            var terminal = world.terminal
            for session in [
                "not-enabled", "no-template", "unverified", "operation", "silent", "withdrawn",
            ] {
                try await terminal.type(Self.show(session))
            }
            try Golden.expect("session-silent", terminal.transcript)
        }
    }

    @Test func explainsAMessageThatMetaRefused() async throws {
        try await World.run { world in
            try await world.prepareTemplates()
            try await world.store.enable("order-1")
            let id = try #require(
                try await world.store.notify(.paid, session: "order-1").notification)
            let message = try await world.store.arm(id)
            _ = try await world.store.carryOut(
                .recordAttempt(
                    AttemptReport(
                        reference: world.reference(id), token: message.token,
                        result: .refused(
                            code: 131_026, .stopRecipient, detail: "not a WhatsApp user"))))
            var terminal = world.terminal
            try await terminal.type(Self.show("order-1"))
            try Golden.expect("session-refused", terminal.transcript)
        }
    }
}

extension World {
    func reference(_ id: NotificationID) -> NotificationReference {
        NotificationReference(merchant: Fixtures.merchant.id, notification: id)
    }

    /// Tells of a state and plays its message through to the customer's device.
    fileprivate func deliver(_ state: PaymentState, session: String) async throws {
        let id = try #require(try await store.notify(state, session: session).notification)
        let message = try await store.arm(id)
        let wamid = MessageID(rawValue: "wamid.HBgLOTY1NTEyMzQ1NjcVAgARGBI-\(state)-0001")
        clock.advance(by: .seconds(1))
        _ = try await store.carryOut(
            .recordAttempt(
                AttemptReport(
                    reference: reference(id), token: message.token,
                    result: .accepted(wamid, isHeld: false))))
        for status in [Receipt.Status.sent, .delivered] {
            clock.advance(by: .seconds(1))
            _ = try await store.carryOut(
                .recordReceipt(
                    ReceiptReport(
                        phoneNumberID: Fixtures.authenticator.phoneNumberID,
                        token: message.token, message: wamid, status: status,
                        occurredAt: clock.now(), code: 0)))
        }
    }
}
