import StoreCore
import TestKit
import Testing

@testable import Notifications

@Suite struct ResendTests {
    private let clock = ManualClock()
    private let place: StorePlace

    init() throws { place = try StorePlace(clock: clock) }

    private func resend(_ id: NotificationID, key: String = "ticket-1") -> Command {
        .resend(
            ResendNotification(
                reference: NotificationReference(
                    merchant: Fixtures.merchant.id, notification: id),
                key: ResendKey(rawValue: key), allowsSuperseded: false,
                actor: ActorName(rawValue: "mona")))
    }

    private func reject(_ id: NotificationID, in store: any Store) async throws {
        let message = try await store.arm(id)
        try await store.report(.refused(code: 131_026, .stopRecipient, detail: "no"), of: message)
    }

    private func notification(in store: any Store) async throws -> Notification {
        try #require(try await store.timeline().notifications.first).notification
    }

    @Test func theSameKeySendsOnceAndIsAuditedOnce() async throws {
        try await withStore(place) { store in
            // given
            try await store.prepare()
            try await store.enable()
            let id = try #require(try await store.notify(.paid).notification)
            try await reject(id, in: store)
            // when
            _ = try await store.carryOut(resend(id))
            try await reject(id, in: store)
            let again = try await store.carryOut(resend(id))
            // then
            guard case .notification(let answered) = again else {
                Issue.record("\(again)")
                return
            }
            #expect(answered.status == .dead)
            #expect(answered.attemptNumber == 2)
            #expect(try await notification(in: store).status == .dead)
            _ = try await store.carryOut(resend(id, key: "ticket-2"))
            #expect(try await notification(in: store).status == .pending)
            let query = PageQuery(merchant: Fixtures.merchant.id, before: nil, limit: 9)
            #expect(
                try await store.auditEntries(query)?.entries.map(\.detail) == [
                    "key ticket-2", "key ticket-1",
                ])
        }
    }

    @Test func aResentOneWaitsInTheLaneOfReplays() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let id = try #require(try await store.notify(.paid).notification)
            try await reject(id, in: store)
            let observer = RecordingObserver()
            store.observe(observer)

            _ = try await store.carryOut(resend(id))

            let queue = try #require(try await store.queues().first)
            #expect(queue.lane == .replay)
            #expect(observer.events.flatMap(\.due).map(\.queue) == [queue.id])
            let message = try await store.arm(id)
            #expect(message.reference.notification == id)
        }
    }

    @Test func whatIsNotThereOrInFlightIsRefused() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let id = try #require(try await store.notify(.paid).notification)
            let nobody = await store.perform(resend(NotificationID(rawValue: "nobody")))
            let pending = await store.perform(resend(id))

            #expect(nobody == .failure(.refused(.notFound(.notification))))
            guard case .failure(.refused(.forbidden(let why))) = pending else {
                Issue.record("\(pending)")
                return
            }
            #expect(why.reason == "IN_FLIGHT")
            let query = PageQuery(merchant: Fixtures.merchant.id, before: nil, limit: 9)
            #expect(try await store.auditEntries(query)?.entries == [])
        }
    }

    @Test func newsOfAMessageThatHadArrivedDoesNotTakeAResendBack() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let id = try #require(try await store.notify(.paid).notification)
            let message = try await store.arm(id)
            try await store.receipt(.delivered, of: message, at: clock.now())
            _ = try await store.carryOut(resend(id))

            try await store.receipt(.read, of: message, at: clock.now())

            let entry = try #require(try await store.timeline().notifications.first)
            #expect(entry.notification.status == .pending)
            #expect(entry.notification.isPossibleDuplicate)
            #expect(entry.attempts.first?.receipts.map(\.status) == [.delivered, .read])
            _ = try await store.arm(id)
        }
    }

    @Test func theFirstProofThatItHadArrivedAfterAllTakesAResendBack() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let id = try #require(try await store.notify(.paid).notification)
            let message = try await store.arm(id)
            try await store.report(
                .accepted(MessageID(rawValue: "wamid.1"), isHeld: false), of: message)
            clock.advance(by: .seconds(25 * 3_600))
            _ = try await store.carryOut(resend(id))

            try await store.receipt(.delivered, of: message, at: clock.now())

            #expect(try await notification(in: store).status == .delivered)
        }
    }
}
