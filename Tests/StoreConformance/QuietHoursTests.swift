import Notifications
import StoreCore
import TestKit
import Testing

@Suite struct QuietHoursTests {
    /// It is 18:30 in Kuwait.
    private let clock = ManualClock()
    private let place: StorePlace

    init() throws { place = try StorePlace(clock: clock) }

    /// A store whose merchant has the time from 18:00 to 20:00 quiet.
    private func withQuiet(
        includesPostPayment: Bool = false, _ body: (any Store) async throws -> Void
    ) async throws {
        try await place.withPrepared { store in
            try await set(
                QuietHours(
                    startMinute: 18 * 60, endMinute: 20 * 60,
                    includesPostPayment: includesPostPayment), in: store)
            try await store.enable()
            try await body(store)
        }
    }

    private func set(_ hours: QuietHours?, in store: any Store) async throws {
        var merchant = Fixtures.merchant
        merchant.quietHours = hours
        let answer = try await store.carryOut(.setMerchant(SetMerchant(merchant: merchant)))
        #expect(answer == .merchant(merchant))
        #expect(try await store.merchant(merchant.id) == merchant)
    }

    private func arm(_ id: NotificationID, in store: any Store) async throws -> CommandAnswer {
        let reference = NotificationReference(
            merchant: Fixtures.merchant.id, notification: id)
        return try await store.carryOut(.arm(ArmNotification(reference: reference)))
    }

    @Test func whatComesUpInTheQuietTimeIsDueAfterIt() async throws {
        try await withQuiet(includesPostPayment: true) { store in
            let decision = try await store.notify(.paid)
            #expect(decision.outcome == .held)
            #expect(decision.reason == .quietHours)
            let id = try #require(decision.notification)
            let stored = try #require(try await store.timeline().notifications.first).notification
            let end = Fixtures.now + .seconds(90 * 60)
            #expect(stored.status == .pending)
            #expect(stored.statusReason == "QUIET_HOURS")
            #expect(stored.dueAt >= end && stored.dueAt <= end + .seconds(600))
            #expect(try await arm(id, in: store) == .armed(.later(stored.dueAt)))
            #expect(try await store.timeline().notifications.first?.attempts.isEmpty == true)
            clock.advance(by: .seconds(100 * 60))
            let message = try await store.arm(id)
            #expect(message.to == Fixtures.phone)
            let armed = try await store.timeline().notifications.first?.notification
            #expect(armed?.statusReason.isEmpty == true)
        }
    }

    @Test func newsOfPaymentsLeavesInTheQuietTimeUnlessItIsToWait() async throws {
        try await withQuiet { store in
            let decision = try await store.notify(.paid)
            #expect(decision.reason == .queued)
            _ = try await store.arm(try #require(decision.notification))
        }
    }

    @Test func quietHoursThatWereSetAfterwardsKeepWhatIsPending() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let id = try #require(try await store.notify(.created).notification)
            try await set(
                QuietHours(startMinute: 0, endMinute: 19 * 60, includesPostPayment: false),
                in: store)
            guard case .armed(.later(let moment)) = try await arm(id, in: store) else {
                Issue.record("armed in the quiet time")
                return
            }
            let end = Fixtures.now + .seconds(30 * 60)
            #expect(moment >= end && moment <= end + .seconds(600))
            try await set(nil, in: store)
            _ = try await store.arm(id)
        }
    }

    @Test func nothingIsDueAfterItsExpiry() async throws {
        try await place.withPrepared { store in
            try await set(
                QuietHours(startMinute: 18 * 60, endMinute: 8 * 60, includesPostPayment: false),
                in: store)
            try await store.enable()
            let decision = try await store.notify(.created)
            #expect(decision.reason == .quietHours)
            #expect(decision.message.contains("not worth sending by then"))
            let stored = try #require(try await store.timeline().notifications.first).notification
            #expect(stored.dueAt == stored.expiresAt)
            clock.advance(by: .seconds(7_200))
            #expect(try await arm(stored.id, in: store) == .armed(.nothing(.expired)))
        }
    }

    @Test func whatAPersonLetsGoWaitsForTheMorningToo() async throws {
        try await withQuiet(includesPostPayment: true) { store in
            // Its own notification waits for the morning and would be waited for.
            let canceled = try await store.notify(.canceled)
            _ = try await store.carryOut(
                .cancel(
                    CancelNotification(
                        reference: NotificationReference(
                            merchant: Fixtures.merchant.id,
                            notification: try #require(canceled.notification)))))
            let decision = try await store.notify(.paid)
            #expect(decision.reason == .illegalTransition)
            let id = try #require(decision.notification)
            let reference = NotificationReference(
                merchant: Fixtures.merchant.id, notification: id)
            _ = try await store.carryOut(.release(ReleaseNotification(reference: reference)))
            guard case .armed(.later) = try await arm(id, in: store) else {
                Issue.record("armed in the quiet time")
                return
            }
        }
    }
}
