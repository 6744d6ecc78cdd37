import Notifications
import TestKit
import Testing

@Suite struct EnableNotificationsTests {
    /// What is stored when the call arrives.
    private struct World {
        var merchant: Merchant? = Fixtures.merchant
        var session: Session?
        var notifications: [Notification] = []
        var recordedStates: [PaymentState] = []
        var hasAuthenticator = true
        var consent = Consent.given
        var bindings = Fixtures.bindings()
    }

    @Test func storesWhatWasAskedForAndSendsNothing() throws {
        let effects = try decide(Fixtures.enable(states: [.created, .paid]), World())

        #expect(effects.session.enablement == Fixtures.enablement(states: [.created, .paid]))
        #expect(effects.session.attributes == Fixtures.attributes)
        #expect(effects.session.currentState == nil)
        #expect(effects.answer.phone == Fixtures.phone)
        #expect(effects.answer.readiness.map(\.state) == [.created, .paid])
        #expect(effects.answer.readiness.allSatisfy { $0.reason == .queued && $0.message.isEmpty })
        #expect(effects.withdrawals.isEmpty)
    }

    @Test func aRepeatReplacesEverythingButTheState() throws {
        let stored = Fixtures.session(in: .failed)
        let command = Fixtures.enable(
            phone: "+966512345678", language: .arabic, states: [.paid],
            attributes: SessionAttributes(orderNumber: "2"))

        let session = try decide(command, World(session: stored)).session

        #expect(session.attributes == SessionAttributes(orderNumber: "2"))
        #expect(session.enablement?.phone.e164 == "+966512345678")
        #expect(session.enablement?.language == .arabic)
        #expect(session.enablement?.states == [.paid])
        #expect(session.currentState == .failed)
        #expect(session.createdAt == stored.createdAt)
    }

    @Test func aNumberThatDoesNotExistIsRefused() {
        #expect {
            try decide(Fixtures.enable(phone: "+9660501234567"), World())
        } throws: {
            ($0 as? Refusal)?.fields == ["phone"]
        }
    }

    @Test func theAnswerSaysWhatWasMended() throws {
        var command = Fixtures.enable()
        command.mended = [MendedValue(field: "phone", mending: .endsTrimmed)]

        #expect(try decide(command, World()).answer.mended == command.mended)
    }

    @Test func withdrawsUnsentNotificationsOfStatesTakenAway() throws {
        let notifications = [
            Fixtures.notification("kept", of: .paid),
            Fixtures.notification("held", of: .created, status: .held),
            Fixtures.notification("armed", of: .failed, status: .armed),
            Fixtures.notification("read", of: .expired, status: .read),
        ]

        let effects = try decide(
            Fixtures.enable(states: [.paid]),
            World(session: Fixtures.session(), notifications: notifications))

        let withdrawal = Withdrawal(
            notification: NotificationID(rawValue: "held"), state: .created)
        #expect(effects.withdrawals == [withdrawal])
        #expect(effects.answer.withdrawn == [withdrawal])
        #expect(effects.withdrawnInFlight == [NotificationID(rawValue: "armed")])
    }

    @Test func anEmptySelectionSwitchesOff() throws {
        let effects = try decide(
            Fixtures.enable(states: []),
            World(session: Fixtures.session(), notifications: [Fixtures.notification()]))

        #expect(effects.session.enablement?.states.isEmpty == true)
        #expect(effects.withdrawals.count == 1)
        #expect(effects.answer.readiness.isEmpty)
    }

    @Test func listsTheStatesThatWereMissed() throws {
        let world = World(
            session: Fixtures.session(enabled: nil, in: .paid),
            notifications: [Fixtures.notification(of: .failed)],
            recordedStates: [.created, .pending, .failed, .paid])

        let effects = try decide(Fixtures.enable(states: [.failed, .paid]), world)

        #expect(effects.answer.missedStates == [.paid])
    }

    @Test func readinessIsWhatADecisionWouldSay() throws {
        let late = SessionAttributes(
            customerName: "Mona", amount: Fixtures.attributes.amount, orderNumber: "1",
            checkoutLink: "https://pay.example/c/1", checkoutLinkExpiresAt: Fixtures.now)
        var arabicOnly = World()
        arabicOnly.bindings = Fixtures.bindings(language: .arabic)
        var unverified = World()
        unverified.bindings = [Fixtures.binding(.state(.created), status: .unverified)]
        let cases: [(World, EnableNotifications, Reason)] = [
            (World(hasAuthenticator: false), Fixtures.enable(), .noAuthenticator),
            (World(bindings: []), Fixtures.enable(), .noTemplate),
            (arabicOnly, Fixtures.enable(), .languageMissing),
            (World(), Fixtures.enable(attributes: SessionAttributes()), .variableMissing),
            (World(), Fixtures.enable(attributes: late), .alreadyExpired),
            (unverified, Fixtures.enable(), .templateUnverified),
            (World(session: Fixtures.session(in: .paid)), Fixtures.enable(), .stale),
        ]

        for (world, command, reason) in cases {
            let readiness = try #require(try decide(command, world).answer.readiness.first)
            #expect(readiness.state == .created)
            #expect(readiness.reason == reason)
            #expect(!readiness.message.isEmpty)
        }
    }

    @Test func thePluginCannotChange() {
        let world = World(session: Fixtures.session())

        #expect {
            try decide(Fixtures.enable(plugin: .eCommerce, states: [.paid]), world)
        } throws: {
            guard case .forbidden(let forbidden) = $0 as? Refusal else { return false }
            return forbidden.reason == "PLUGIN_CHANGED"
        }
    }

    @Test func phoneAndLanguageAreRefusedTogether() {
        var english = Fixtures.merchant
        english.languages = [.english]
        english.defaultCountry = nil

        #expect {
            try decide(Fixtures.enable(language: .arabic), World(merchant: english))
        } throws: {
            ($0 as? Refusal)?.fields == ["language", "phone"]
        }
    }

    @Test func aRecipientWhoOptedOutIsNotReady() throws {
        let world = World(consent: Consent([Fixtures.optOut()]))

        let effects = try decide(Fixtures.enable(states: [.paid]), world)

        #expect(effects.answer.readiness.map(\.reason) == [.optedOut])
    }

    @Test func anUnknownMerchantIsRefused() {
        #expect(throws: Refusal.notFound(.merchant)) {
            try decide(Fixtures.enable(), World(merchant: nil))
        }
    }

    private func decide(
        _ command: EnableNotifications, _ world: World
    ) throws(Refusal) -> EnableNotifications.Effects {
        try command.decide(
            EnableNotifications.Snapshot(
                merchant: world.merchant, session: world.session,
                notifications: world.notifications, recordedStates: world.recordedStates,
                hasAuthenticator: world.hasAuthenticator, consent: world.consent,
                bindings: world.bindings),
            at: Fixtures.now, zones: Fixtures.zones)
    }
}
