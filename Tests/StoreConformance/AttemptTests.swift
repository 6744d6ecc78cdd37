import Notifications
import StoreCore
import TestKit
import Testing

@Suite struct AttemptTests {
    private let place: StorePlace
    private let number = PhoneNumberID(rawValue: "800000000000002")

    init() throws { place = try StorePlace() }

    /// Hands over a store in which a message of the session is about to leave.
    private func withArmed(
        _ body: (any Store, OutboundMessage) async throws -> Void
    ) async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let id = try #require(try await store.notify(.paid).notification)
            try await body(store, try await store.arm(id))
        }
    }

    private func receipt(
        _ status: Receipt.Status, token: AttemptToken?, from number: PhoneNumberID? = nil,
        code: Int = 0
    ) -> Command {
        .recordReceipt(
            ReceiptReport(
                phoneNumberID: number ?? self.number, token: token,
                message: MessageID(rawValue: "wamid.1"), status: status,
                occurredAt: Fixtures.now, code: code))
    }

    @Test func storesTheAttemptBeforeItsMessageLeaves() async throws {
        try await withArmed { store, message in
            let entry = try #require(try await store.timeline().notifications.first)
            #expect(entry.notification.status == .armed)
            #expect(entry.notification.attemptNumber == 1)
            let attempt = try #require(entry.attempts.first)
            #expect(attempt.token == message.token)
            #expect(attempt.result == .armed)
            #expect(attempt.renderedText.contains("14.000"))
            let again = try await store.carryOut(
                .arm(ArmNotification(reference: message.reference)))
            #expect(again == .armed(.nothing(.armed)))
            #expect(try await store.timeline().notifications.first?.attempts.count == 1)
        }
    }

    @Test func storesWhatASendCameTo() async throws {
        try await withArmed { store, message in
            let accepted = SendResult.accepted(MessageID(rawValue: "wamid.1"), isHeld: false)
            #expect(
                try await store.report(accepted, of: message) == .recorded(.accepted))
            let attempt = try #require(
                try await store.timeline().notifications.first?.attempts.first)
            #expect(attempt.result == .accepted)
            #expect(attempt.message?.rawValue == "wamid.1")
            #expect(attempt.endedAt == Fixtures.now)
        }
    }

    @Test func aRetryIsDueLaterAndHasATokenOfItsOwn() async throws {
        try await withArmed { store, message in
            let observer = RecordingObserver()
            store.observe(observer)
            let refused = SendResult.refused(
                code: 131_056, .retry(after: .seconds(30)), detail: "pair limit")
            #expect(try await store.report(refused, of: message) == .recorded(.pending))
            let due = try #require(observer.events.first?.due.first)
            #expect(due.reference == message.reference)
            #expect(due.dueAt >= Fixtures.now + .seconds(30))
            let second = try await store.arm(message.reference.notification)
            #expect(second.token != message.token)
            let attempts = try #require(try await store.timeline().notifications.first?.attempts)
            #expect(attempts.map(\.number) == [1, 2])
            #expect(attempts.map(\.result) == [.refused, .armed])
            #expect(attempts.map(\.detail) == ["pair limit", ""])
        }
    }

    @Test func whatIsProvedUnsentLeavesItsRowToTheNextTry() async throws {
        try await withArmed { store, first in
            var message = first
            for number in 2...5 {
                let unsent = SendResult.notSent(detail: "refused")
                try await store.report(unsent, of: message)
                message = try await store.arm(message.reference.notification)
                let attempts = try #require(
                    try await store.timeline().notifications.first?.attempts)
                #expect(attempts.map(\.number) == [number])
                #expect(attempts.map(\.token) == [message.token])
                #expect(attempts.map(\.result) == [.armed])
                #expect(attempts.map(\.detail) == [""])
                #expect(attempts.map(\.endedAt) == [nil])
            }
            #expect(message.token != first.token)
            let late = receipt(.delivered, token: first.token)
            #expect(try await store.carryOut(late) == .recorded(nil), "its token never left")
            #expect(
                try await store.carryOut(receipt(.sent, token: message.token))
                    == .recorded(.sent))
        }
    }

    @Test func aPausedTemplatePausesItsBindingsAndTheirApprovalGoesOn() async throws {
        try await withArmed { store, message in
            let paused = SendResult.refused(code: 132_015, .pauseTemplate, detail: "paused")
            #expect(try await store.report(paused, of: message) == .recorded(.pending))
            let held = try await store.timeline().notifications.first?.notification
            #expect(held?.status == .held && held?.statusReason == "TEMPLATE_PAUSED")
            let bindings = try #require(try await store.bindings(of: Fixtures.merchant.id))
            let english = bindings.filter { $0.key.language == .english }
            #expect(english.allSatisfy { $0.status == .paused })
            #expect(
                bindings.filter { $0.key.language == .arabic }.allSatisfy { $0.status == .approved }
            )
            #expect(try await store.dueInOpenQueues(at: Fixtures.now).isEmpty)
            for binding in english { try await store.verify(binding, as: .approved) }
            let due = try await store.dueInOpenQueues(at: Fixtures.now)
            #expect(due.map(\.reference) == [message.reference])
            let second = try await store.arm(message.reference.notification)
            #expect(second.token != message.token)
            let attempts = try #require(try await store.timeline().notifications.first?.attempts)
            #expect(attempts.map(\.result) == [.refused, .armed])
        }
    }

    @Test func aReportOfAnUnknownAttemptMatchesNothing() async throws {
        try await withArmed { store, message in
            var stranger = message
            stranger.token = AttemptToken(rawValue: "v1.unknown")
            let result = SendResult.unknown(code: 0, detail: "timeout")
            let answer = try await store.report(result, of: stranger)
            #expect(answer == .recorded(nil))
            stranger = message
            stranger.reference.merchant = MerchantID(rawValue: "other")
            #expect(try await store.report(result, of: stranger) == .recorded(nil))
            #expect(try await store.timeline().notifications.first?.notification.status == .armed)
        }
    }

    @Test func receiptsInAnyOrderAndNumberComeToTheSame() async throws {
        try await withArmed { store, message in
            let statuses: [Receipt.Status] = [.delivered, .sent, .delivered, .read, .sent]
            for status in statuses {
                _ = try await store.carryOut(receipt(status, token: message.token))
            }
            let entry = try #require(try await store.timeline().notifications.first)
            #expect(entry.notification.status == .read)
            #expect(entry.attempts.first?.receipts.map(\.status) == [.sent, .delivered, .read])
            #expect(entry.attempts.first?.result == .accepted)
        }
    }

    @Test func aReceiptThatChangesNothingIsNoChange() async throws {
        try await withArmed { store, message in
            _ = try await store.carryOut(receipt(.read, token: message.token))
            let before = try await store.timeline()
            #expect(
                try await store.carryOut(receipt(.read, token: message.token))
                    == .recorded(.read))
            #expect(try await store.timeline() == before)
        }
    }

    @Test func aReceiptWithoutATokenIsMatchedByMetasID() async throws {
        try await withArmed { store, message in
            let accepted = SendResult.accepted(MessageID(rawValue: "wamid.1"), isHeld: false)
            #expect(try await store.carryOut(receipt(.sent, token: nil)) == .recorded(nil))
            try await store.report(accepted, of: message)
            #expect(try await store.carryOut(receipt(.sent, token: nil)) == .recorded(.sent))
            let unknown = AttemptToken(rawValue: "someone.elses")
            #expect(
                try await store.carryOut(receipt(.read, token: unknown)) == .recorded(.read))
        }
    }

    @Test func aReceiptOfAnotherNumberMatchesNothing() async throws {
        try await withArmed { store, message in
            let other = PhoneNumberID(rawValue: "800000000000009")
            let command = receipt(.read, token: message.token, from: other)
            let answer = try await store.carryOut(command)
            #expect(answer == .ignored(.foreign))
            #expect(try await store.timeline().notifications.first?.notification.status == .armed)
        }
    }

    @Test func aReceiptFindsItsMerchantOnANumberThatSeveralShare() async throws {
        try await withArmed { store, message in
            try await store.prepare(MerchantID(rawValue: "other"))
            #expect(
                try await store.carryOut(receipt(.sent, token: message.token))
                    == .recorded(.sent))
        }
    }

    @Test func theEndOfANotificationAnnouncesTheOthersOfItsSession() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let message = try await store.armed(.failed)
            let paid = try #require(try await store.notify(.paid).notification)
            let reference = NotificationReference(
                merchant: Fixtures.merchant.id, notification: paid)
            let waiting = try await store.carryOut(.arm(ArmNotification(reference: reference)))
            #expect(waiting == .armed(.wait))
            let observer = RecordingObserver()
            store.observe(observer)
            let accepted = SendResult.accepted(MessageID(rawValue: "wamid.1"), isHeld: false)
            try await store.report(accepted, of: message)
            #expect(observer.due == [paid])
            #expect(try await store.arm(paid).token != message.token)
        }
    }
}
