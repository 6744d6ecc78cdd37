import Notifications
import StoreCore
import TestKit
import Testing

@Suite struct QueryTests {
    private let clock = ManualClock()
    private let place: StorePlace
    private let merchant = Fixtures.merchant.id

    init() throws { place = try StorePlace(clock: clock) }

    /// Hands over a store with so many sessions that were paid, a second apart.
    private func withPaid(
        _ count: Int, _ body: (any Store, [NotificationID]) async throws -> Void
    ) async throws {
        try await place.withPrepared { store in
            var paid: [NotificationID] = []
            for index in 0..<count {
                try await store.enable("session-\(index)")
                let decision = try await store.notify(.paid, session: "session-\(index)")
                paid.append(try #require(decision.notification))
                clock.advance(by: .seconds(1))
            }
            try await body(store, paid)
        }
    }

    private func query(
        _ position: NotificationQuery.Position, session: String? = nil,
        status: NotificationStatus? = nil, limit: Int = 2
    ) -> NotificationQuery {
        NotificationQuery(
            merchant: merchant, session: session.map { SessionID(rawValue: $0) },
            status: status, position: position, limit: limit)
    }

    @Test func merchantsAreListedByPagesTheNewestFirst() async throws {
        try await withStore(place) { store in
            // given
            for name in ["a", "b", "c"] {
                var merchant = Fixtures.merchant
                merchant.id = MerchantID(rawValue: name)
                _ = try await store.carryOut(.setMerchant(SetMerchant(merchant: merchant)))
            }
            // when
            let first = try await store.merchants(MerchantsQuery(before: nil, limit: 2))
            let last = try await store.merchants(MerchantsQuery(before: first.next, limit: 2))
            // then
            #expect(first.merchants.map(\.id.rawValue) == ["c", "b"])
            #expect(last.merchants.map(\.id.rawValue) == ["a"])
            #expect(last.next == nil)
        }
    }

    @Test func pagesFromTheLastChangeHaveEachOnceAndAnEnd() async throws {
        try await withPaid(5) { store, paid in
            var found: [NotificationID] = []
            var next: Int64?
            var pages = 0
            repeat {
                let page = try #require(try await store.notifications(query(.latest(before: next))))
                found += page.notifications.map(\.id)
                next = page.next
                pages += 1
            } while next != nil && pages < 10
            #expect(found == paid.reversed())
            #expect(pages == 3)
        }
    }

    @Test func aFullLastPageIsTheLast() async throws {
        try await withPaid(2) { store, _ in
            let page = try #require(try await store.notifications(query(.latest(before: nil))))
            #expect(page.notifications.count == 2)
            #expect(page.next == nil)
        }
    }

    @Test func followingChangesShowsEachChangedNotificationAsItStands() async throws {
        try await withPaid(3) { store, paid in
            let all = try #require(
                try await store.notifications(query(.changed(after: 0), limit: 10)))
            #expect(all.notifications.map(\.id) == paid)
            let cursor = try #require(all.next)
            let nothing = try #require(
                try await store.notifications(query(.changed(after: cursor))))
            #expect(nothing == NotificationPage(notifications: [], next: cursor))
            _ = try await store.arm(paid[1])
            let changed = try #require(
                try await store.notifications(query(.changed(after: cursor))))
            #expect(changed.notifications.map(\.id) == [paid[1]])
            #expect(changed.notifications.map(\.status) == [.armed])
        }
    }

    @Test func filtersBySessionAndStatus() async throws {
        try await withPaid(3) { store, paid in
            _ = try await store.arm(paid[1])
            for position in [NotificationQuery.Position.latest(before: nil), .changed(after: 0)] {
                let armed = try await store.notifications(
                    query(position, status: .armed, limit: 10))
                #expect(armed?.notifications.map(\.id) == [paid[1]])
                let ofSession = try await store.notifications(
                    query(position, session: "session-2", limit: 10))
                #expect(ofSession?.notifications.map(\.id) == [paid[2]])
                let unknown = try await store.notifications(
                    query(position, session: "unknown", limit: 10))
                #expect(unknown?.notifications == [])
            }
        }
    }

    @Test func whatWaitsInAHeldQueueIsShownAndFilteredAsHeld() async throws {
        try await withPaid(5) { store, paid in
            try await store.enable("closed")
            let canceled = try #require(
                try await store.notify(.canceled, session: "closed").notification)
            let anomaly = try #require(
                try await store.notify(.paid, session: "closed").notification)
            var arabic = Fixtures.enable(language: .arabic)
            arabic.session = SessionID(rawValue: "arabic")
            _ = try await store.carryOut(.enableNotifications(arabic))
            let open = try #require(try await store.notify(.paid, session: "arabic").notification)
            for binding in try #require(try await store.bindings(of: merchant))
            where binding.key.language == .english {
                try await store.verify(binding, as: .paused)
            }

            let held = try await all(.held, in: store)
            #expect(held.map(\.id) == [anomaly, canceled] + paid.reversed())
            #expect(held.allSatisfy { $0.status == .held })
            #expect(held.map(\.statusReason).first == "ILLEGAL_TRANSITION")
            #expect(Set(held.dropFirst().map(\.statusReason)) == ["TEMPLATE_PAUSED"])
            #expect(try await all(.pending, in: store).map(\.id) == [open])
            let changed = try await store.notifications(
                query(.changed(after: 0), status: .held, limit: 100))
            #expect(changed?.notifications.map(\.id) == paid + [canceled, anomaly])
            let ofSession = try await store.notifications(
                query(.latest(before: nil), session: "session-1", status: .held))
            #expect(ofSession?.notifications.map(\.id) == [paid[1]])
        }
    }

    /// All that is shown with the status, page by page.
    private func all(
        _ status: NotificationStatus, in store: any Store
    ) async throws -> [Notifications.Notification] {
        var found: [Notifications.Notification] = []
        var next: Int64?
        repeat {
            let page = try #require(
                try await store.notifications(query(.latest(before: next), status: status)))
            found += page.notifications
            next = page.next
        } while next != nil && found.count < 100
        return found
    }

    @Test func findsWhatExpired() async throws {
        try await withPaid(2) { store, paid in
            #expect(try await store.expired(at: clock.now(), limit: 10).isEmpty)
            let later = Fixtures.now + .seconds(86_400)
            let first = try await store.expired(at: later, limit: 10)
            #expect(first.map(\.notification) == [paid[0]])
            let both = try await store.expired(at: later + .seconds(1), limit: 10)
            #expect(both.map(\.notification) == paid)
        }
    }

    @Test func countsAgreeWithTheNotifications() async throws {
        try await withPaid(4) { store, paid in
            let message = try await store.arm(paid[0])
            let accepted = SendResult.accepted(MessageID(rawValue: "wamid.1"), isHeld: false)
            try await store.report(accepted, of: message)
            _ = try await store.carryOut(
                .cancel(
                    CancelNotification(
                        reference: NotificationReference(
                            merchant: merchant, notification: paid[1]))))
            let counts = try await store.counts().filter { $0.value != 0 }
            #expect(counts == [.accepted: 1, .cancelled: 1, .pending: 2])
        }
    }

    @Test func aTimelineShowsTheNewestStateChanges() async throws {
        try await place.withPrepared { store in
            let surplus = 5
            let changes = (0..<SessionTimeline.stateChangesMax + surplus).map {
                Submission(.notifyStateChange(Fixtures.change(to: .captured, event: "event-\($0)")))
            }
            _ = await withCheckedContinuation { continuation in
                store.submit(changes) { continuation.resume(returning: $0) }
            }
            let events = try await store.timeline().stateChanges.map(\.event.rawValue)
            #expect(events.count == SessionTimeline.stateChangesMax)
            #expect(events.first == "event-\(surplus)")
            #expect(events.last == "event-\(changes.count - 1)")
        }
    }

    @Test func anotherMerchantSeesNothing() async throws {
        try await withPaid(1) { store, paid in
            let other = MerchantID(rawValue: "other")
            try await store.prepare(other, phoneNumberID: "800000000000003")
            let session = SessionID(rawValue: "session-0")
            guard case .missing(.session) = try await store.timeline(of: session, merchant: other)
            else {
                Issue.record("a foreign session is seen")
                return
            }
            var all = query(.latest(before: nil))
            all.merchant = other
            #expect(try await store.notifications(all)?.notifications == [])
            all.session = session
            #expect(try await store.notifications(all)?.notifications == [])
            let foreign = NotificationReference(merchant: other, notification: paid[0])
            let commands: [Command] = [
                .cancel(CancelNotification(reference: foreign)),
                .release(ReleaseNotification(reference: foreign)),
                .arm(ArmNotification(reference: foreign)),
            ]
            for command in commands {
                let result = await store.perform(command)
                #expect(result == .failure(.refused(.notFound(.notification))))
            }
            let expired = try await store.carryOut(
                .expire(ExpireNotification(reference: foreign)))
            #expect(expired == .recorded(nil))
            let due = try await store.dueInOpenQueues(at: clock.now())
            #expect(due.map(\.reference.merchant) == [merchant])
        }
    }

    @Test func anUnknownMerchantIsSaidToBeUnknown() async throws {
        try await withStore(place) { store in
            let unknown = MerchantID(rawValue: "unknown")
            #expect(try await store.authenticators(of: unknown) == nil)
            #expect(try await store.bindings(of: unknown) == nil)
            #expect(try await store.notifications(query(.latest(before: nil))) == nil)
            guard
                case .missing(.merchant) = try await store.timeline(
                    of: Fixtures.sessionID, merchant: unknown)
            else {
                Issue.record("an unknown merchant has a timeline")
                return
            }
            let result = await store.perform(.enableNotifications(Fixtures.enable()))
            #expect(result == .failure(.refused(.notFound(.merchant))))
        }
    }
}
