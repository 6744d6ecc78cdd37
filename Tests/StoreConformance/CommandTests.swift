import Notifications
import StoreCore
import TestKit
import Testing

@Suite struct CommandTests {
    private let clock = ManualClock()
    private let place: StorePlace

    init() throws { place = try StorePlace(clock: clock) }

    private func reference(_ notification: NotificationID) -> NotificationReference {
        NotificationReference(merchant: Fixtures.merchant.id, notification: notification)
    }

    // MARK: - Sessions

    @Test(arguments: PaymentState.notifying)
    func keepsThatAStateIsSelected(state: PaymentState) async throws {
        try await place.withPrepared { store in
            _ = try await store.carryOut(.enableNotifications(Fixtures.enable(states: [state])))
            let found = try await store.timeline(
                of: Fixtures.sessionID, merchant: Fixtures.merchant.id)
            guard case .found(let timeline) = found else {
                Issue.record("no session: \(found)")
                return
            }
            #expect(timeline.session.enablement?.states == [state])
        }
    }

    // MARK: - Merchants, authenticators, templates

    @Test func givesBackAMerchantAsItWasSetLast() async throws {
        try await place.withPrepared { store in
            var merchant = Fixtures.merchant
            merchant.defaultCountry = nil
            merchant.languages = [.arabic, .english]
            merchant.fallbackLanguage = .arabic
            let answer = try await store.carryOut(.setMerchant(SetMerchant(merchant: merchant)))
            #expect(answer == .merchant(merchant))
            #expect(try await store.merchant(merchant.id) == merchant)
            #expect(try await store.merchant(MerchantID(rawValue: "other")) == nil)
        }
    }

    @Test func anAuthenticatorsSecondRegistrationCountsItsVersionOnlyIfItDiffers() async throws {
        try await place.withPrepared { store in
            let first = try await store.register("800000000000002")
            #expect(first.version == 1)
            #expect(try await store.register("800000000000002") == first)
            let answer = try await store.carryOut(
                .registerAuthenticator(
                    RegisterAuthenticator(
                        merchant: first.merchant, phoneNumberID: first.phoneNumberID,
                        accountID: first.accountID, accessToken: Secret("another"),
                        appSecret: first.appSecret, verifyToken: first.verifyToken,
                        templateNamespace: "space")))
            var changed = first
            changed.version = 2
            changed.accessToken = Secret("another")
            changed.templateNamespace = "space"
            #expect(answer == .authenticator(changed))
            #expect(try await store.authenticators(of: first.merchant) == [changed])
            #expect(try await store.authenticator(first.id) == changed)
        }
    }

    @Test func givesBackABindingWithItsComponentsAndVariables() async throws {
        try await place.withPrepared { store in
            let stored = try #require(try await store.bindings(of: Fixtures.merchant.id))
            #expect(stored.count == 6)
            #expect(Set(stored.map(\.status)) == [.approved])
            for binding in stored {
                #expect(binding.content == Fixtures.content(language: binding.key.language))
            }
        }
    }

    @Test func aChangedTemplateReplacesItsPartsAndWaitsForVerification() async throws {
        try await place.withPrepared { store in
            let authenticator = try await store.register("800000000000002")
            let observer = RecordingObserver()
            store.observe(observer)
            let changed = try await store.register(
                .eCommerce, .english, authenticator.id, name: "other_name")
            #expect(changed.map(\.version) == [2])
            let waiting = try await store.unverifiedBindings(limit: 10)
            #expect(waiting.map(\.binding) == changed)
            #expect(waiting.map(\.account) == [authenticator.account])
            #expect(observer.events.map(\.hasUnverifiedBindings) == [true])
            let again = try await store.register(
                .eCommerce, .english, authenticator.id, name: "other_name")
            #expect(again == changed)
            #expect(observer.events.count == 1)
        }
    }

    @Test func aVerdictOnAnOlderVersionChangesNothing() async throws {
        try await place.withPrepared { store in
            let authenticator = try await store.register("800000000000002")
            let changed = try await store.register(
                .eCommerce, .english, authenticator.id, name: "other_name")
            var stale = try #require(changed.first)
            stale.version = 1
            try await store.verify(stale, as: .approved)
            #expect(try await store.unverifiedBindings(limit: 10).count == 1)
            let before = try await store.templateCounts()
            #expect(before[.unverified] == 1)
            try await store.verify(try #require(changed.first), as: .approved)
            #expect(try await store.unverifiedBindings(limit: 10).isEmpty)
            let after = try await store.templateCounts()
            #expect(after[.approved] == (before[.approved] ?? 0) + 1)
            #expect(after[.unverified] == nil)
        }
    }

    @Test func aTemplateEventOfTheAccountReachesTheBindingsOfAllItsMerchants() async throws {
        try await place.withPrepared { store in
            let other = MerchantID(rawValue: "other")
            try await store.prepare(other)
            _ = try await store.carryOut(
                .recordTemplateEvent(
                    TemplateEvent(
                        accountID: Fixtures.authenticator.accountID, name: "order_update",
                        templateLanguage: "en", event: "PAUSED")))
            for merchant in [Fixtures.merchant.id, other] {
                let bindings = try #require(try await store.bindings(of: merchant))
                for binding in bindings {
                    let status: TemplateStatus =
                        binding.key.language == .english ? .paused : .approved
                    #expect(binding.status == status)
                }
            }
        }
    }

    // MARK: - Sessions

    @Test func givesBackASessionWithAllThatHappened() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let created = try await store.notify(.created)
            clock.advance(by: .seconds(1))
            let paid = try await store.notify(.paid)
            let timeline = try await store.timeline()
            #expect(timeline.session.enablement == Fixtures.enablement())
            #expect(timeline.session.attributes == Fixtures.attributes)
            #expect(timeline.session.currentState == .paid)
            #expect(timeline.stateChanges.map(\.decision) == [created, paid])
            #expect(timeline.stateChanges.map(\.event.rawValue) == ["event-created", "event-paid"])
            let statuses = timeline.notifications.map(\.notification.status)
            #expect(statuses == [.superseded, .pending])
            #expect(paid.withdrawn.map(\.notification) == [created.notification])
        }
    }

    @Test(arguments: PaymentState.allCases)
    func aReplayGivesTheFirstAnswerWhateverHappenedSince(state: PaymentState) async throws {
        try await place.withPrepared { store in
            try await store.enable()
            try await store.notify(.created)
            let first = try await store.notify(state, event: "event-1")
            try await store.notify(.paid)
            try await store.notify(.canceled)
            clock.advance(by: .seconds(86_400))
            let before = try await store.timeline()
            #expect(try await store.notify(state, event: "event-1") == first)
            #expect(try await store.timeline() == before)
        }
    }

    @Test func anEventWithOtherFieldsIsRefusedAndChangesNothing() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            try await store.notify(.paid, event: "event-1")
            let before = try await store.timeline()
            let other = Fixtures.change(to: .failed, event: "event-1", digest: 9)
            let result = await store.perform(.notifyStateChange(other))
            let event = EventID(rawValue: "event-1")
            #expect(result == .failure(.refused(.idempotencyKeyReused(event))))
            #expect(try await store.timeline() == before)
        }
    }

    @Test func anEventBelongsToItsSession() async throws {
        try await place.withPrepared { store in
            for session in ["session-1", "session-2"] {
                try await store.enable(session)
                let decision = try await store.notify(.paid, session: session, event: "event-1")
                #expect(decision.outcome == .queued)
            }
        }
    }

    @Test func aStateTakenAwayCancelsItsUnsentNotification() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            try await store.notify(.paid)
            let answer = try await store.carryOut(
                .enableNotifications(Fixtures.enable(states: [.created])))
            guard case .enabled(let enabled) = answer else {
                Issue.record("not an answer to Enable: \(answer)")
                return
            }
            #expect(enabled.withdrawn.map(\.state) == [.paid])
            let notification = try await store.timeline().notifications.first?.notification
            #expect(notification?.status == .cancelled)
            #expect(notification?.statusReason == "CANCELLED")
            #expect(try await store.counts() == [.pending: 0, .cancelled: 1])
        }
    }

    @Test func enableNamesTheStatesThatItMissed() async throws {
        try await place.withPrepared { store in
            try await store.notify(.created)
            try await store.notify(.paid)
            let answer = try await store.carryOut(.enableNotifications(Fixtures.enable()))
            guard case .enabled(let enabled) = answer else {
                Issue.record("not an answer to Enable: \(answer)")
                return
            }
            #expect(enabled.missedStates.contains(.paid))
        }
    }

    // MARK: - Notifications

    @Test func aHeldNotificationGoesOnceItsTemplateIsApprovedWithoutAWriteToIt() async throws {
        try await withStore(place) { store in
            try await store.prepare(approving: false)
            try await store.enable()
            let decision = try await store.notify(.paid)
            #expect(decision.outcome == .held)
            let held = try await store.timeline().notifications.first?.notification
            #expect(held?.status == .held)
            #expect(held?.statusReason == "TEMPLATE_UNVERIFIED")
            #expect(try await store.counts() == [.pending: 1])
            let observer = RecordingObserver()
            store.observe(observer)
            for waiting in try await store.unverifiedBindings(limit: 100) {
                try await store.verify(waiting.binding, as: .approved)
            }
            #expect(observer.due.isEmpty)
            #expect(observer.events.allSatisfy { $0.queuesChanged })
            let notification = try await store.timeline().notifications.first?.notification
            #expect(notification?.status == .pending)
            #expect(notification?.dueAt == Fixtures.now)
            #expect(notification?.updatedAt == held?.updatedAt)
            let due = try await store.dueInOpenQueues(at: Fixtures.now)
            #expect(due.map(\.reference.notification) == [decision.notification])
        }
    }

    @Test func whatWaitsForItsTemplateIsNotReleasedButCancelled() async throws {
        try await withStore(place) { store in
            try await store.prepare(approving: false)
            try await store.enable()
            let id = try #require(try await store.notify(.paid).notification)
            let release = Command.release(ReleaseNotification(reference: reference(id)))
            guard
                case .failure(.refused(.forbidden(let why))) = await store.perform(release)
            else {
                Issue.record("it is released")
                return
            }
            #expect(why.reason == "WAITS_FOR_TEMPLATE")
            let cancelled = try await store.carryOut(
                .cancel(CancelNotification(reference: reference(id))))
            guard case .notification(let notification) = cancelled else {
                Issue.record("not an answer to Cancel")
                return
            }
            #expect(notification.status == .cancelled)
        }
    }

    @Test func whatIsReleasedIntoAHeldQueueIsShownAsHeld() async throws {
        try await withStore(place) { store in
            try await store.prepare(approving: false)
            try await store.enable()
            try await store.notify(.canceled)
            let anomaly = try #require(try await store.notify(.paid).notification)
            #expect(try await store.counts() == [.held: 1, .pending: 1])
            let release = Command.release(ReleaseNotification(reference: reference(anomaly)))
            guard case .notification(let released) = try await store.carryOut(release) else {
                Issue.record("not an answer to Release")
                return
            }
            #expect(released.status == .held)
            #expect(released.statusReason == "TEMPLATE_UNVERIFIED")
            #expect(try await store.counts() == [.held: 0, .pending: 2])
        }
    }

    @Test func releasesWhatWaitsForAPersonAndNothingElse() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            try await store.notify(.canceled)
            let anomaly = try #require(try await store.notify(.paid).notification)
            let release = Command.release(ReleaseNotification(reference: reference(anomaly)))
            let observer = RecordingObserver()
            store.observe(observer)
            guard case .notification(let released) = try await store.carryOut(release) else {
                Issue.record("not an answer to Release")
                return
            }
            #expect(released.status == .pending)
            #expect(observer.due == [anomaly])
            #expect(await store.perform(release).isSuccess == false)
            let unknown = NotificationID(rawValue: "unknown")
            let missing = await store.perform(
                .cancel(CancelNotification(reference: reference(unknown))))
            #expect(missing == .failure(.refused(.notFound(.notification))))
        }
    }

    @Test func expiresWhatIsUnsentAndLeavesTheRest() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let id = try #require(try await store.notify(.paid).notification)
            let expire = Command.expire(ExpireNotification(reference: reference(id)))
            #expect(try await store.carryOut(expire) == .recorded(.pending))
            clock.advance(by: .seconds(90_000))
            #expect(try await store.carryOut(expire) == .recorded(.expired))
            let unknown = ExpireNotification(reference: reference(.init(rawValue: "unknown")))
            #expect(try await store.carryOut(.expire(unknown)) == .recorded(nil))
        }
    }
}
