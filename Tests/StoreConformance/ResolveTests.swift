import StoreCore
import TestKit
import Testing

@testable import Notifications

/// What a person decides about messages of unknown outcome.
@Suite struct ResolveTests {
    private let clock = ManualClock()
    private let place: StorePlace
    private let mona = ActorName(rawValue: "mona")

    init() throws { place = try StorePlace(clock: clock) }

    /// Hands over a store in which a notification is unresolved.
    private func withUnresolved(
        _ body: (any Store, NotificationReference) async throws -> Void
    ) async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let message = try await store.armed(.paid)
            try await store.report(.unknown(code: 0, detail: "reset"), of: message)
            clock.advance(by: .seconds(24 * 3_600))
            _ = try await store.carryOut(
                .expire(ExpireNotification(reference: message.reference)))
            clock.advance(by: .seconds(-3_600))
            try await body(store, message.reference)
        }
    }

    private func resolve(
        _ reference: NotificationReference, _ resolution: Resolution
    ) -> Command {
        .resolve(
            ResolveNotification(reference: reference, resolution: resolution, actor: mona))
    }

    private func queue(of store: any Store) async throws -> [NotificationID] {
        let page = try await store.notifications(
            NotificationQuery(
                merchant: Fixtures.merchant.id, session: nil, status: .unresolved,
                position: .latest(before: nil), limit: 50))
        return page?.notifications.map(\.id) ?? []
    }

    @Test func theQueueHoldsWhatAPersonHasToDecide() async throws {
        try await withUnresolved { store, reference in
            #expect(try await queue(of: store) == [reference.notification])
            _ = try await store.carryOut(resolve(reference, .sent))
            #expect(try await queue(of: store).isEmpty)
            let entry = try #require(try await store.timeline().notifications.first)
            #expect(entry.notification.status == .accepted)
            #expect(entry.attempts.map(\.result) == [.accepted])
        }
    }

    @Test func whatWasNotSentIsDueAndLeavesWithAnotherToken() async throws {
        try await withUnresolved { store, reference in
            let observer = RecordingObserver()
            store.observe(observer)
            _ = try await store.carryOut(resolve(reference, .notSent))
            #expect(observer.due == [reference.notification])

            _ = try await store.arm(reference.notification)
            let entry = try #require(try await store.timeline().notifications.first)
            #expect(entry.attempts.map(\.result) == [.ruledOut, .armed])
            #expect(entry.notification.isPossibleDuplicate)
        }
    }

    @Test func eachDecisionIsAuditedAndNoRefusal() async throws {
        try await withUnresolved { store, reference in
            _ = try await store.carryOut(resolve(reference, .notSent))
            let again = await store.perform(resolve(reference, .sent))
            guard case .failure(.refused(.forbidden(let forbidden))) = again else {
                Issue.record("resolved twice: \(again)")
                return
            }
            #expect(forbidden.reason == "NOT_UNCERTAIN")
            let page = try await store.auditEntries(
                PageQuery(merchant: Fixtures.merchant.id, before: nil, limit: 10))
            #expect(
                page?.entries == [
                    AuditEntry(
                        at: clock.now(), actor: mona, action: .resolve,
                        subject: reference.notification.rawValue, detail: "NOT_SENT", rows: 1)
                ])
        }
    }

    @Test func anUnknownNotificationIsNotFound() async throws {
        try await withUnresolved { store, reference in
            let nobody = NotificationReference(
                merchant: reference.merchant, notification: NotificationID(rawValue: "nobody"))
            let result = await store.perform(resolve(nobody, .sent))
            #expect(result == .failure(.refused(.notFound(.notification))))
        }
    }
}
