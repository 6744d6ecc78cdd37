import Notifications
import TestKit
import Testing

@Suite struct NotifyStateChangeTests {
    @Test(arguments: Situation.all)
    func decidesWithAReasonThatAPersonCanActOn(situation: Situation) throws {
        let effects = try #require(try situation.given.effects(of: situation.change))

        let decision = effects.change.decision
        #expect(decision.outcome == situation.outcome)
        #expect(decision.reason == situation.reason)
        #expect(decision.message.contains(situation.words), "\(decision.message)")
        #expect(decision.rulesPassed.last == situation.lastPassed)
        let expectsNotification = [.queued, .held].contains(situation.outcome)
        #expect((effects.notification != nil) == expectsNotification)
        // A template's state holds the queue, not the notification.
        let isItsOwnHold =
            decision.outcome == .held
            && [.illegalTransition, .restored].contains(decision.reason)
        #expect(effects.notification.map { $0.status == .held } ?? false == isItsOwnHold)
        #expect(
            (decision.notification != nil) == expectsNotification || decision.outcome == .duplicate)
    }

    @Test func everyReasonIsReached() {
        let reached = Set(Situation.all.map(\.reason))
        #expect(reached.union(Self.heldLater) == Set(Reason.allCases))
    }

    /// What no decision names: it comes up afterwards, while the notification waits.
    private static let heldLater: Set<Reason> = [
        .templateDrifted, .paused, .senderUnhealthy,
        .dailyLimit, .authenticatorUnproven,
    ]

    @Test func rulesPassedStandInTheOrderOfTheRules() throws {
        for situation in Situation.all {
            let effects = try #require(try situation.given.effects(of: situation.change))
            let places = effects.change.decision.rulesPassed.compactMap(Rule.allCases.firstIndex)
            #expect(places == places.sorted())
        }
    }

    @Test func queuesANotificationThatIsDueAtOnce() throws {
        let effects = try #require(try Given().effects(of: Fixtures.change(to: .paid)))

        let notification = try #require(effects.notification)
        #expect(notification.status == .pending)
        #expect(notification.statusReason.isEmpty)
        #expect(notification.dueAt == Fixtures.now)
        #expect(notification.phone == Fixtures.phone)
        #expect(notification.attributes == Fixtures.attributes)
        #expect(notification.id == effects.change.decision.notification)
        #expect(effects.session.currentState == .paid)
        #expect(
            effects.change.decision.rulesPassed == Rule.allCases.filter { $0 != .afterRestore })
    }

    @Test func anAnomalyWaitsForAPersonEvenWhenItsTemplateWaitsToo() throws {
        var given = Given()
        given.session = Fixtures.session(in: .invalided)
        given.bindings = [Fixtures.binding(status: .unverified)]

        let effects = try #require(try given.effects(of: Fixtures.change(to: .authorized)))

        #expect(effects.notification?.statusReason == HoldReason.illegalTransition.rawValue)
        #expect(effects.session.currentState == .authorized)
        #expect(effects.session.currentStateIsAnomaly)
    }

    @Test func anAnomalyThatHadNoNotificationIsHeldWhenItIsToldAgain() throws {
        var given = Given()
        given.session = Fixtures.session(in: .paid)
        given.session?.currentStateIsAnomaly = true

        let effects = try #require(try given.effects(of: Fixtures.change(to: .paid)))

        #expect(effects.change.decision.outcome == .held)
        #expect(effects.change.decision.reason == .illegalTransition)
    }

    @Test func theCurrentStateWithoutANotificationIsDecidedAfresh() throws {
        var given = Given()
        given.session = Fixtures.session(in: .paid)

        let effects = try #require(
            try given.effects(of: Fixtures.change(to: .paid, event: "second")))

        #expect(effects.change.decision.outcome == .queued)
    }

    @Test(arguments: NotificationStatus.allCases)
    func aNotificationOccupiesItsKeyWhateverBecameOfIt(status: NotificationStatus) throws {
        var given = Given()
        given.session = Fixtures.session(in: .paid)
        given.notifications = [Fixtures.notification(status: status)]

        let effects = try #require(
            try given.effects(of: Fixtures.change(to: .paid, event: "second")))

        #expect(effects.change.decision.outcome == .duplicate)
        #expect(effects.change.decision.notification?.rawValue == "notification-1")
    }

    @Test func aDuplicateIsCalledSoAlsoWhenItsStateIsNoLongerSelected() throws {
        var given = Given()
        given.session = Fixtures.session(enabled: Fixtures.enablement(states: []), in: .paid)
        given.notifications = [Fixtures.notification(status: .cancelled)]

        let effects = try #require(
            try given.effects(of: Fixtures.change(to: .paid, event: "second")))

        #expect(effects.change.decision.reason == .duplicate)
    }

    @Test func aStaleStateNamesTheNotificationThatItHas() throws {
        var given = Given()
        given.session = Fixtures.session(in: .paid)
        given.notifications = [Fixtures.notification("old", of: .created, status: .superseded)]

        let effects = try #require(try given.effects(of: Fixtures.change(to: .created)))

        #expect(effects.change.decision.reason == .stale)
        #expect(effects.change.decision.notification?.rawValue == "old")
    }
}

// What a call does to the session.
extension NotifyStateChangeTests {
    @Test func anUnknownSessionIsMadeOnFirstSight() throws {
        var given = Given()
        given.session = nil
        let amount = Money(checkedAmount: "5.000", currency: "KWD")

        let effects = try #require(
            try given.effects(
                of: Fixtures.change(to: .created, changed: SessionAttributes(amount: amount))))

        #expect(effects.session.id == Fixtures.sessionID)
        #expect(effects.session.enablement == nil)
        #expect(effects.session.currentState == .created)
        #expect(effects.session.attributes.amount == amount)
        #expect(effects.session.createdAt == Fixtures.now)
    }

    @Test(arguments: [
        (PaymentState.failed, PaymentState.paid, true), (.paid, .paid, true),
        (.canceled, .paid, true), (.paid, .created, false), (.paid, .authorized, false),
        (.paid, .refunded, false),
    ])
    func mergesAttributesOnlyOfTheCurrentState(
        current: PaymentState, new: PaymentState, isMerged: Bool
    ) throws {
        var given = Given()
        given.session = Fixtures.session(in: current)
        let changed = SessionAttributes(customerName: "Dana")

        let effects = try #require(
            try given.effects(of: Fixtures.change(to: new, changed: changed)))

        #expect(effects.session.attributes.customerName == (isMerged ? "Dana" : "Mona"))
        #expect(effects.session.attributes.orderNumber == "ORD-77")
        #expect(effects.session.currentState == (isMerged ? new : current))
    }

    @Test func withdrawsWhatIsUnsentAndMarksWhatIsUnderWay() throws {
        var given = Given()
        given.session = Fixtures.session(in: .failed)
        given.notifications = [
            Fixtures.notification("held", of: .created, status: .held),
            Fixtures.notification("armed", of: .failed, status: .armed),
            Fixtures.notification("done", of: .expired, status: .delivered),
        ]

        let effects = try #require(try given.effects(of: Fixtures.change(to: .paid)))

        let withdrawal = Withdrawal(
            notification: NotificationID(rawValue: "held"), state: .created)
        #expect(effects.superseded == [withdrawal])
        #expect(effects.change.decision.withdrawn == [withdrawal])
        #expect(effects.withdrawnInFlight == [NotificationID(rawValue: "armed")])
    }

    @Test(arguments: NotificationStatus.allCases)
    func whatMayBeSentAgainIsWithdrawnToo(status: NotificationStatus) throws {
        var given = Given()
        given.session = Fixtures.session(in: .failed)
        given.notifications = [Fixtures.notification("older", of: .failed, status: status)]

        let effects = try #require(try given.effects(of: Fixtures.change(to: .paid)))

        let mayFollow: Set<NotificationStatus> = [.armed, .accepted, .uncertain, .unresolved]
        let expected = mayFollow.contains(status) ? [NotificationID(rawValue: "older")] : []
        #expect(effects.withdrawnInFlight == expected)
    }

    @Test func aChangeThatIsNotCurrentWithdrawsNothing() throws {
        var given = Given()
        given.session = Fixtures.session(in: .paid)
        given.notifications = [Fixtures.notification("held", of: .created, status: .held)]

        let effects = try #require(try given.effects(of: Fixtures.change(to: .canceled)))

        #expect(effects.superseded.isEmpty)
    }

    @Test(arguments: [
        (PaymentState.paid, -60_000, 86_340_000), (.paid, 60_000, 86_400_000),
        (.created, -60_000, 7_200_000),
    ])
    func expiresAfterADayOrWithTheLink(
        state: PaymentState, occurredMilliseconds: Int, expiresMilliseconds: Int
    ) throws {
        let occurredAt = Fixtures.now + .milliseconds(occurredMilliseconds)

        let effects = try #require(
            try Given().effects(of: Fixtures.change(to: state, occurredAt: occurredAt)))

        #expect(
            effects.notification?.expiresAt == Fixtures.now + .milliseconds(expiresMilliseconds))
    }

    @Test func aLinkWithoutExpiryCountsForAnHour() throws {
        var given = Given()
        given.session?.attributes.checkoutLinkExpiresAt = nil

        let effects = try #require(
            try given.effects(
                of: Fixtures.change(to: .created, occurredAt: Fixtures.now - .seconds(60))))

        #expect(effects.notification?.expiresAt == Fixtures.now + .seconds(3_540))
    }

    @Test func theMerchantsFallbackIsUsedAndSaid() throws {
        var given = Given()
        given.merchant?.fallbackLanguage = .english
        given.session = Fixtures.session(enabled: Fixtures.enablement(language: .arabic))

        let effects = try #require(try given.effects(of: Fixtures.change(to: .paid)))

        #expect(effects.notification?.language == .english)
        #expect(effects.change.decision.message.contains("fallback"))
    }
}

// What is refused, and what was answered before.
extension NotifyStateChangeTests {
    @Test func anUnknownMerchantIsRefused() {
        var given = Given()
        given.merchant = nil

        #expect(throws: Refusal.notFound(.merchant)) {
            try given.verdict(on: Fixtures.change(to: .paid))
        }
    }

    @Test func aTimeMoreThanFiveMinutesAheadIsRefusedWithItsField() throws {
        let limit = Fixtures.now + NotifyStateChange.clockSkewMax

        #expect(
            try Given().effects(of: Fixtures.change(to: .paid, occurredAt: limit)) != nil)
        #expect {
            try Given().verdict(
                on: Fixtures.change(to: .paid, occurredAt: limit + .milliseconds(1)))
        } throws: {
            ($0 as? Refusal)?.fields == ["occurred_at_ms"]
        }
    }

    @Test(arguments: [
        (Duration.seconds(372), "is 6 min 12 s ahead"), (.seconds(7_200), "is 2 h 0 min ahead"),
        (.seconds(90_061), "is 1 d 1 h ahead"),
    ])
    func theRefusalSaysHowFarOffTheClockIs(ahead: Duration, words: String) {
        #expect {
            try Given().verdict(
                on: Fixtures.change(to: .paid, occurredAt: Fixtures.now + ahead))
        } throws: {
            let rule = ($0 as? Refusal)?.rules.first ?? ""
            return rule.contains(words) && rule.contains("nothing was stored")
        }
    }

    @Test func aTimeBefore2015IsRefused() throws {
        let first = NotifyStateChange.occurredAtMin
        // Seconds, given for milliseconds.
        let early = Timestamp(milliseconds: Fixtures.now.milliseconds / 1_000)

        #expect(
            try Given().effects(of: Fixtures.change(to: .paid, occurredAt: first)) != nil)
        for moment in [early, first - .milliseconds(1)] {
            #expect {
                try Given().verdict(on: Fixtures.change(to: .paid, occurredAt: moment))
            } throws: {
                let rule = ($0 as? Refusal)?.rules.first ?? ""
                return ($0 as? Refusal)?.fields == ["occurred_at_ms"]
                    && rule.contains("milliseconds since 1970")
            }
        }
    }

    @Test func aStoredCallIsAnsweredAgainWhateverItsTime() throws {
        let change = Fixtures.change(to: .paid, occurredAt: Timestamp(milliseconds: 1))
        let first = try #require(try Given().effects(of: Fixtures.change(to: .paid)))
        var given = Given()
        given.replayed = NotifyStateChange.Replayed(
            digest: change.digest, decision: first.change.decision)

        guard case .replay = try given.verdict(on: change) else {
            Issue.record("the call was recorded again")
            return
        }
    }

    @Test func theSameEventWithTheSameFieldsReturnsTheFirstAnswer() throws {
        let change = Fixtures.change(to: .paid)
        let first = try #require(try Given().effects(of: change)).change.decision
        var given = Given()
        given.replayed = NotifyStateChange.Replayed(digest: change.digest, decision: first)

        let verdict = try given.verdict(on: change)

        guard case .replay(let answer) = verdict else {
            Issue.record("the call was recorded again")
            return
        }
        #expect(answer == first)
    }

    @Test func theSameEventWithOtherFieldsIsRefused() throws {
        let first = try #require(try Given().effects(of: Fixtures.change(to: .paid)))
        var given = Given()
        given.replayed = NotifyStateChange.Replayed(
            digest: RequestDigest(bytes: [1]), decision: first.change.decision)

        #expect(throws: Refusal.idempotencyKeyReused(EventID(rawValue: "event-paid"))) {
            try given.verdict(on: Fixtures.change(to: .paid))
        }
    }
}

extension Refusal {
    /// The fields that were refused; empty for other refusals.
    var fields: [String] {
        if case .invalid(let violations) = self { violations.map(\.field) } else { [] }
    }

    /// The rules that the fields broke; empty for other refusals.
    var rules: [String] {
        if case .invalid(let violations) = self { violations.map(\.rule) } else { [] }
    }
}
