import StoreCore
import TestKit
import Testing

@testable import Notifications

@Suite struct ChannelTests {
    private let clock = ManualClock()
    private let place: StorePlace

    init() throws { place = try StorePlace(clock: clock) }

    private func withPrepared(_ body: (any Store) async throws -> Void) async throws {
        try await place.withPrepared { store in
            try await store.enable()
            try await body(store)
        }
    }

    private func set(_ channel: Channel, session: SessionID = Fixtures.sessionID) -> Command {
        .setChannel(
            SetChannel(
                merchant: Fixtures.merchant.id, session: session, channel: channel,
                actor: ActorName(rawValue: "mona")))
    }

    private func send(_ state: PaymentState) -> Command {
        .send(
            SendNotification(
                merchant: Fixtures.merchant.id, session: Fixtures.sessionID, state: state,
                actor: ActorName(rawValue: "mona")))
    }

    private func arm(_ id: NotificationID, in store: any Store) async throws -> CommandAnswer {
        let reference = NotificationReference(
            merchant: Fixtures.merchant.id, notification: id)
        return try await store.carryOut(.arm(ArmNotification(reference: reference)))
    }

    @Test func aPersonTakesOverWhatTheAutomaticChannelLeft() async throws {
        try await withPrepared { store in
            let paid = try #require(try await store.notify(.paid).notification)
            let withdrawn = [Withdrawal(notification: paid, state: .paid)]
            #expect(
                try await store.carryOut(set(.manual))
                    == .channel(SetChannel.Answer(channel: .manual, withdrawn: withdrawn)))
            var stored = try #require(try await store.timeline().notifications.first).notification
            #expect(stored.status == .cancelled)
            #expect(stored.statusReason == "CHANNEL_CONFLICT")
            #expect(try await arm(paid, in: store) == .armed(.nothing(.cancelled)))

            var later = Fixtures.enable(phone: "51234568", language: .arabic)
            later.attributes.orderNumber = "ORD-78"
            _ = try await store.carryOut(.enableNotifications(later))
            let observer = RecordingObserver()
            store.observe(observer)
            clock.advance(by: .seconds(60))
            _ = try await store.carryOut(send(.paid))

            #expect(observer.due == [paid])
            stored = try #require(try await store.timeline().notifications.first).notification
            #expect(stored.id == paid)
            #expect(stored.origin == .manual)
            #expect(stored.status == .pending)
            #expect(stored.phone.e164 == "+96551234568")
            #expect(stored.language == .arabic)
            #expect(stored.attributes.orderNumber == "ORD-78")
            #expect(stored.expiresAt == clock.now() + .seconds(86_400))
            #expect(try await store.counts() == [.pending: 1, .cancelled: 0])
            let message = try await store.arm(paid)
            #expect(message.templateLanguage == "ar")
        }
    }

    @Test func nothingAutomaticIsMadeWhileAPersonWrites() async throws {
        try await withPrepared { store in
            _ = try await store.carryOut(set(.manual))
            let decision = try await store.notify(.paid)
            #expect(decision.outcome == .suppressed)
            #expect(decision.reason == .channelConflict)
            #expect(try await store.timeline().session.channel == .manual)
            #expect(try await store.timeline().session.currentState == .paid)
            guard case .notification(let sent) = try await store.carryOut(send(.paid)) else {
                Issue.record("not an answer to Send")
                return
            }
            #expect(sent.origin == .manual)
            let refused = await store.perform(set(.automatic))
            #expect(refused.refusedReason == "CHANNEL_CONFLICT")
            #expect(await store.perform(send(.paid)).refusedReason == "DUPLICATE")

            let message = try await store.arm(sent.id)
            try await store.report(
                .accepted(MessageID(rawValue: "wamid.1"), isHeld: false), of: message)
            _ = try await store.carryOut(set(.automatic))
            #expect(await store.perform(send(.paid)).refusedReason == "CHANNEL_CONFLICT")
        }
    }

    @Test func whatIsUnderWayIsNeverSentAgain() async throws {
        try await withPrepared { store in
            let message = try await store.arm(
                try #require(try await store.notify(.paid).notification))
            _ = try await store.carryOut(set(.manual))
            try await store.report(.notSent(detail: "refused"), of: message)
            let stored = try await store.timeline().notifications.first?.notification
            #expect(stored?.status == .superseded)
        }
    }

    @Test func leversOfTheChannelAreAudited() async throws {
        try await withPrepared { store in
            let paid = try #require(try await store.notify(.paid).notification)
            _ = try await store.carryOut(set(.manual))
            _ = try await store.carryOut(send(.paid))
            let page = try await store.auditEntries(
                try PageQuery.checked(
                    merchant: Fixtures.merchant.id.rawValue, pageSize: 0, before: nil))
            let entries = try #require(page).entries
            #expect(entries.map(\.action) == [.send, .setChannel])
            #expect(entries.map(\.subject) == [paid.rawValue, "session-1"])
            #expect(entries.map(\.detail) == ["paid", "manual"])
            #expect(entries.map(\.rows) == [1, 1])
        }
    }

    @Test func anUnknownSessionIsRefused() async throws {
        try await withPrepared { store in
            let unknown = SessionID(rawValue: "unknown")
            #expect(
                await store.perform(set(.manual, session: unknown))
                    == .failure(.refused(.notFound(.session))))
        }
    }

    @Test func quietHoursDoNotKeepWhatAPersonSends() async throws {
        try await withPrepared { store in
            var merchant = Fixtures.merchant
            merchant.quietHours = QuietHours(
                startMinute: 18 * 60, endMinute: 20 * 60, includesPostPayment: true)
            _ = try await store.carryOut(.setMerchant(SetMerchant(merchant: merchant)))
            _ = try await store.carryOut(set(.manual))
            try await store.notify(.paid)
            guard case .notification(let sent) = try await store.carryOut(send(.paid)) else {
                Issue.record("not an answer to Send")
                return
            }
            _ = try await store.arm(sent.id)
        }
    }
}

extension CommandResult {
    /// The reason of a refusal for the state of the world.
    fileprivate var refusedReason: String? {
        if case .failure(.refused(.forbidden(let forbidden))) = self {
            forbidden.reason
        } else {
            nil
        }
    }
}
