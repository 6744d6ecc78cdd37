import Notifications
import StoreCore
import TestKit
import Testing

/// What a session's earlier notifications mean for its later ones.
@Suite struct SessionOrderTests {
    private let clock = ManualClock()
    private let place: StorePlace

    init() throws { place = try StorePlace(clock: clock) }

    /// Tells of `created` and arms it, whose answer never comes.
    private func leaveUncertain(_ store: any Store) async throws -> NotificationID {
        let created = try #require(try await store.notify(.created).notification)
        let message = try await store.arm(created)
        try await store.report(.unknown(code: 0, detail: "no answer"), of: message)
        return created
    }

    @Test func whatIsBlockedIsNotDue() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let created = try #require(try await store.notify(.created).notification)
            _ = try await store.arm(created)
            let failed = try #require(try await store.notify(.failed).notification)

            let queues = try await store.queues()
            #expect(queues.isEmpty, "nothing can be taken from its queue")
            let all = (1...10).map { QueueID(rawValue: $0) }
            #expect(try await store.due(in: all, at: clock.now(), limit: 10).isEmpty)
            let timeline = try await store.timeline()
            #expect(timeline.notifications.last?.notification.id == failed)
        }
    }

    @Test func aSupersededUncertainOneBlocksNothing() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let created = try await leaveUncertain(store)
            let failed = try #require(try await store.notify(.failed).notification)

            let due = try await store.dueInOpenQueues(at: clock.now())
            #expect(due.map(\.reference.notification) == [failed])
            let first = try #require(try await store.timeline().notifications.first?.notification)
            #expect(first.id == created)
            #expect(first.status == .uncertain)
            #expect(first.isWithdrawn)
        }
    }

    @Test func deselectingAStateWithdrawsWhatIsUncertain() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            _ = try await leaveUncertain(store)

            var command = Fixtures.enable()
            command.states = [.paid]
            _ = try await store.carryOut(.enableNotifications(command))

            let first = try #require(try await store.timeline().notifications.first?.notification)
            #expect(first.isWithdrawn)
        }
    }

    @Test func whatADeselectedOneFreesIsAnnounced() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            try await store.notify(.canceled)
            let paid = try #require(try await store.notify(.paid).notification)
            let reference = NotificationReference(
                merchant: Fixtures.merchant.id, notification: paid)
            _ = try await store.carryOut(
                .release(ReleaseNotification(reference: reference)))
            #expect(try await store.dueInOpenQueues(at: clock.now()).count == 1, "paid waits")
            let observer = RecordingObserver()
            store.observe(observer)

            var command = Fixtures.enable()
            command.states = PaymentState.notifying.filter { $0 != .canceled }
            _ = try await store.carryOut(.enableNotifications(command))
            // Once this is answered, the news of what came before it was told.
            _ = try await store.carryOut(.enableNotifications(command))

            #expect(observer.due == [paid])
            let due = try await store.dueInOpenQueues(at: clock.now())
            #expect(due.map(\.reference.notification) == [paid])
        }
    }

    @Test func anAnomalyIsRemembered() async throws {
        try await place.withPrepared { store in
            _ = try await store.notify(.canceled)
            _ = try await store.notify(.paid)
            try await store.enable()

            let decision = try await store.notify(.paid, event: "again")

            #expect(decision.outcome == .held)
            #expect(decision.reason == .illegalTransition)
        }
    }
}
