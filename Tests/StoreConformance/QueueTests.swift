import StoreCore
import TestKit
import Testing

@testable import Notifications

/// What delivery asks of the store: queues, what is due in them, senders.
@Suite struct QueueTests {
    private let clock = ManualClock()
    private let place: StorePlace
    private let merchant = Fixtures.merchant.id
    private let other = MerchantID(rawValue: "other")
    private let number = Fixtures.authenticator.phoneNumberID

    init() throws { place = try StorePlace(clock: clock) }

    /// Hands over a store with so many sessions that were paid, a second apart.
    private func withPaid(
        _ count: Int, _ body: (any Store, [NotificationID]) async throws -> Void
    ) async throws {
        try await place.withPrepared { store in
            var paid: [NotificationID] = []
            for index in 0..<count {
                paid.append(try await pay("session-\(index)", in: store))
                clock.advance(by: .seconds(1))
            }
            try await body(store, paid)
        }
    }

    private func pay(_ session: String, in store: any Store) async throws -> NotificationID {
        try await store.enable(session)
        let decision = try await store.notify(.paid, session: session)
        return try #require(decision.notification)
    }

    // MARK: - Queues

    @Test func eachNotificationStandsInTheQueueOfItsKey() async throws {
        try await place.withPrepared { store in
            let observer = RecordingObserver()
            store.observe(observer)
            for session in ["one", "two"] { _ = try await pay(session, in: store) }
            try await store.enable("three")
            try await store.notify(.failed, session: "three")
            var arabic = Fixtures.enable(language: .arabic)
            arabic.session = SessionID(rawValue: "four")
            _ = try await store.carryOut(.enableNotifications(arabic))
            try await store.notify(.paid, session: "four")

            let due = observer.events.flatMap(\.due)
            #expect(due.map(\.recipient) == Array(repeating: Fixtures.phone, count: 4))
            #expect(due[0].queue == due[1].queue)
            #expect(Set(due.map(\.queue)).count == 3)
            let queues = try await store.queues()
            #expect(Set(queues.map(\.id)) == Set(due.map(\.queue)))
            #expect(queues.allSatisfy { $0.merchant == merchant && $0.sender == number })
            #expect(queues.allSatisfy { $0.lane == .postPayment && $0.hold == nil })
            let templates = Set(queues.map(\.template))
            let account = Fixtures.authenticator.accountID
            #expect(templates == ["\(account)/order_update (en)", "\(account)/order_update (ar)"])
        }
    }

    @Test func aQueueKeepsItsNumberOverAStart() async throws {
        var before: [QueueState] = []
        try await place.withPrepared { store in
            _ = try await pay("one", in: store)
            before = try await store.queues()
        }
        try await withStore(place) { store in
            let observer = RecordingObserver()
            store.observe(observer)
            _ = try await pay("two", in: store)
            #expect(observer.events.flatMap(\.due).map(\.queue) == before.map(\.id))
            #expect(try await store.queues() == before)
        }
    }

    @Test func aQueueWithoutPendingOnesIsNotTold() async throws {
        try await withPaid(2) { store, paid in
            let first = try #require(try await store.queues().first)
            #expect(first.nextDue == Fixtures.now)
            _ = try await store.arm(paid[0])
            #expect(try await store.queues().map(\.nextDue) == [Fixtures.now + .seconds(1)])
            _ = try await store.arm(paid[1])
            #expect(try await store.queues().isEmpty)
        }
    }

    @Test func theTemplatesFlagHoldsAndReleasesTheQueue() async throws {
        try await withPaid(1) { store, _ in
            let observer = RecordingObserver()
            store.observe(observer)
            let bindings = try #require(try await store.bindings(of: merchant))
            for binding in bindings { try await store.verify(binding, as: .paused) }
            #expect(try await store.queues().map(\.hold) == [.templatePaused])
            #expect(try await store.dueInOpenQueues(at: clock.now()).isEmpty)
            clock.advance(by: .seconds(60))
            for binding in bindings { try await store.verify(binding, as: .approved) }
            let queue = try #require(try await store.queues().first)
            #expect(queue.hold == nil && queue.releasedAt == clock.now())
            #expect(observer.events.count == bindings.count * 2)
            #expect(observer.events.allSatisfy { $0.queuesChanged && $0.due.isEmpty })
        }
    }

    @Test func aFreshRegistrationIsNoRelease() async throws {
        try await withPaid(1) { store, _ in
            let queue = try #require(try await store.queues().first)
            #expect(queue.releasedAt == nil)
        }
    }

    @Test func anotherTokenOfAnAccountIsNewsForItsQueues() async throws {
        try await withPaid(1) { store, _ in
            let observer = RecordingObserver()
            store.observe(observer)
            let like = Fixtures.authenticator
            let command = { (token: String) in
                Command.registerAuthenticator(
                    RegisterAuthenticator(
                        merchant: like.merchant, phoneNumberID: like.phoneNumberID,
                        accountID: like.accountID, accessToken: Secret(token),
                        appSecret: like.appSecret, verifyToken: like.verifyToken,
                        templateNamespace: nil))
            }
            _ = try await store.carryOut(command("another"))
            _ = try await store.carryOut(command("another"))
            // The same once more is news as well: what Meta refused may work by now.
            #expect(observer.events.map(\.queuesChanged) == [true, true])
        }
    }

    @Test(arguments: [
        (PauseScope.merchant, [true, false]),
        (.number(Fixtures.authenticator.phoneNumberID), [true, true]),
        (.template(name: "order_update", language: "en"), [true, false]),
        (.template(name: "order_update", language: "ar"), [false, false]),
    ])
    func aPersonsPauseHoldsTheQueuesThatItConcerns(
        scope: PauseScope, holds: [Bool]
    ) async throws {
        try await withPaid(1) { store, paid in
            try await store.prepare(other)
            var enable = Fixtures.enable()
            enable.merchant = other
            _ = try await store.carryOut(.enableNotifications(enable))
            var change = Fixtures.change(to: .paid)
            change.merchant = other
            _ = try await store.carryOut(.notifyStateChange(change))
            let observer = RecordingObserver()
            store.observe(observer)

            let actor = ActorName(rawValue: "mona")
            _ = try await store.carryOut(
                .pause(
                    PauseSending(merchant: merchant, scope: scope, reason: "why", actor: actor)))
            #expect(observer.events.map(\.queuesChanged) == [true])
            #expect(
                try await store.queues().map(\.hold) == holds.map { $0 ? .paused : nil })
            if holds[0] {
                let shown = try await store.timeline("session-0").notifications.first
                #expect(shown?.notification.statusReason == "PAUSED")
                let reference = NotificationReference(merchant: merchant, notification: paid[0])
                let answer = try await store.carryOut(.arm(ArmNotification(reference: reference)))
                #expect(answer == .armed(.moved))
            }

            _ = try await store.carryOut(
                .resume(ResumeSending(merchant: merchant, scope: scope, actor: actor)))
            #expect(try await store.queues().allSatisfy { $0.hold == nil })
        }
    }

    // MARK: - Due

    @Test func dueOnesComeEarliestFirstAndNotBeforeTheirTime() async throws {
        try await withPaid(3) { store, paid in
            let queue = try #require(try await store.queues().first).id
            let all = try await store.due(in: [queue], at: clock.now(), limit: 10)
            #expect(all.map(\.reference.notification) == paid)
            #expect(all.map(\.dueAt) == (0...2).map { Fixtures.now + .seconds($0) })
            #expect(all.allSatisfy { $0.reference.merchant == merchant && $0.queue == queue })
            #expect(all.allSatisfy { $0.recipient == Fixtures.phone })
            let first = try await store.due(in: [queue], at: Fixtures.now, limit: 10)
            #expect(first.map(\.reference.notification) == [paid[0]])
            #expect(try await store.due(in: [queue], at: clock.now(), limit: 2).count == 2)
            #expect(try await store.due(in: [], at: clock.now(), limit: 2).isEmpty)
            _ = try await store.arm(paid[0])
            let rest = try await store.due(in: [queue], at: clock.now(), limit: 10)
            #expect(rest.map(\.reference.notification) == Array(paid[1...]))
        }
    }

    @Test(arguments: [1, 5, 16, 17, 40, 100])
    func severalQueuesShareAPageByDueTime(limit: Int) async throws {
        try await place.withPrepared { store in
            // One queue has many more than its share of the page, another few.
            var expected: [Timestamp] = []
            for index in 0..<40 {
                let session = "session-\(index)"
                try await store.enable(session)
                try await store.notify(index % 13 == 3 ? .failed : .paid, session: session)
                expected.append(clock.now())
                clock.advance(by: .seconds(1))
            }
            let queues = try await store.queues().map(\.id)
            #expect(queues.count == 2)
            let page = try await store.due(in: queues, at: clock.now(), limit: limit)
            #expect(page.map(\.dueAt) == Array(expected.prefix(limit)))
            #expect(Set(page.map(\.reference)).count == page.count)
        }
    }

    @Test func theNextDeadlineIsTheFirstExpiryOrLookAtAnUncertainOne() async throws {
        try await withPaid(1) { store, paid in
            #expect(try await store.nextDeadline() == Fixtures.now + .seconds(86_400))
            #expect(try await store.uncertain(at: clock.now(), limit: 10).isEmpty)
            let message = try await store.arm(paid[0])
            #expect(try await store.nextDeadline() == nil)
            try await store.report(.unknown(code: 0, detail: "timeout"), of: message)
            let deadline = try #require(try await store.nextDeadline())
            let before = deadline - .milliseconds(1)
            #expect(try await store.uncertain(at: before, limit: 10).isEmpty)
            let uncertain = try await store.uncertain(at: deadline, limit: 10)
            #expect(uncertain == [message.reference])
            #expect(try await store.uncertain(at: deadline, limit: 0).isEmpty)
        }
    }

    // MARK: - Arm

    @Test func armsForTheNumberWhoseTurnItIsAlone() async throws {
        try await withPaid(1) { store, paid in
            let reference = NotificationReference(merchant: merchant, notification: paid[0])
            let before = try await store.timeline("session-0")
            let stranger = PhoneNumberID(rawValue: "800000000000009")
            let moved = try await store.carryOut(
                .arm(ArmNotification(reference: reference, sender: stranger)))
            #expect(moved == .armed(.moved))
            #expect(try await store.timeline("session-0") == before)
            let armed = try await store.carryOut(
                .arm(ArmNotification(reference: reference, sender: number)))
            guard case .armed(.send(_, let account)) = armed else {
                Issue.record("not armed: \(armed)")
                return
            }
            #expect(account.phoneNumberID == number)
        }
    }

    @Test func armsNothingOfAHeldQueue() async throws {
        try await withPaid(1) { store, paid in
            let bindings = try #require(try await store.bindings(of: merchant))
            for binding in bindings { try await store.verify(binding, as: .paused) }
            let reference = NotificationReference(merchant: merchant, notification: paid[0])
            let answer = try await store.carryOut(
                .arm(ArmNotification(reference: reference, sender: number)))
            #expect(answer == .armed(.moved))
            #expect(try await store.counts() == [.pending: 1])
        }
    }

    // MARK: - Senders

    @Test func aStopIsKeptOverAStartUntilItsEndIsTold() async throws {
        let all = stop(.spam, merchant: nil)
        let own = stop(.credentials, merchant: merchant)
        try await place.withPrepared { store in
            #expect(try await store.senders().isEmpty)
            try await tell(all, for: nil, store)
            try await tell(own, for: merchant, store)
            let expected = [Sender(number: number, details: nil, stops: [all, own])]
            #expect(try await store.senders() == expected)
        }
        try await withStore(place) { store in
            #expect(try await store.senders().first?.stops == [all, own])
            try await tell(nil, for: nil, store)
            #expect(try await store.senders().first?.stops == [own])
            var longer = own
            longer.until = longer.until + .seconds(60)
            try await tell(longer, for: merchant, store)
            #expect(try await store.senders().first?.stops == [longer])
            try await tell(nil, for: merchant, store)
            #expect(try await store.senders().isEmpty)
        }
    }

    @Test func aStopOfAnUnknownMerchantIsRefused() async throws {
        try await withStore(place) { store in
            let report = SenderReport(stop(.failing, merchant: other))
            let result = await store.perform(.recordSender(report))
            #expect(result == .failure(.refused(.notFound(.merchant))))
        }
    }

    private func stop(_ cause: SenderStop.Cause, merchant: MerchantID?) -> SenderStop {
        SenderStop(
            number: number, merchant: merchant, cause: cause, code: 190, since: Fixtures.now,
            until: Fixtures.now + .seconds(300))
    }

    private func tell(
        _ stop: SenderStop?, for merchant: MerchantID?, _ store: any Store
    ) async throws {
        let report =
            stop.map { SenderReport($0) }
            ?? SenderReport(goesOn: number, for: merchant, after: Fixtures.now)
        #expect(try await store.carryOut(.recordSender(report)) == .recorded(nil))
    }
}
