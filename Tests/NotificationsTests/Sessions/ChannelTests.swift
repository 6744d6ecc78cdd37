import TestKit
import Testing

@testable import Notifications

@Suite struct ChannelTests {
    private static func command(_ channel: Channel) -> SetChannel {
        SetChannel(
            merchant: Fixtures.merchant.id, session: Fixtures.sessionID, channel: channel,
            actor: ActorName(rawValue: "mona"))
    }

    /// A session of the channel.
    private static func session(_ channel: Channel, in state: PaymentState? = .paid) -> Session {
        var session = Fixtures.session(in: state)
        session.channel = channel
        return session
    }

    private static func notification(
        _ status: NotificationStatus, by origin: Channel, reason: String = ""
    ) -> Notification {
        var notification = Fixtures.notification(status: status, reason: reason)
        notification.origin = origin
        return notification
    }

    @Test(arguments: NotificationStatus.allCases)
    func manualWithdrawsWhatIsUnsentAndMarksWhatMayStillComeBack(
        status: NotificationStatus
    ) throws {
        let stored = Self.notification(status, by: .automatic)

        let effects = try Self.command(.manual).decide(
            Self.session(.automatic), [stored], at: Fixtures.now)

        #expect(effects.session.channel == .manual)
        #expect(effects.answer.withdrawn.isEmpty != [.held, .pending].contains(status))
        #expect(
            effects.withdrawnInFlight.isEmpty
                != [.armed, .uncertain, .accepted].contains(status))
        #expect(effects.audit.action == .setChannel)
        #expect(effects.audit.rows == effects.answer.withdrawn.count)
    }

    @Test(arguments: NotificationStatus.allCases)
    func automaticIsRefusedWhileAPersonsNotificationIsOnItsWay(status: NotificationStatus) throws {
        let stored = Self.notification(status, by: .manual)
        let isOnItsWay = [.held, .pending, .armed, .uncertain].contains(status)

        do throws(Refusal) {
            let effects = try Self.command(.automatic).decide(
                Self.session(.manual), [stored], at: Fixtures.now)
            #expect(!isOnItsWay)
            #expect(effects.session.channel == .automatic)
            #expect(effects.answer.withdrawn.isEmpty)
        } catch {
            #expect(isOnItsWay)
            #expect(error.reason == "CHANNEL_CONFLICT")
        }
    }

    @Test func theSameChannelAgainChangesNothing() throws {
        let stored = Self.session(.manual)

        let effects = try Self.command(.manual).decide(
            stored, [Self.notification(.pending, by: .manual)], at: Fixtures.now + .seconds(1))

        #expect(effects.session == stored)
        #expect(effects.answer == SetChannel.Answer(channel: .manual, withdrawn: []))
        #expect(effects.withdrawnInFlight.isEmpty)
    }

    @Test func anUnknownSessionHasNoChannel() {
        #expect(throws: Refusal.notFound(.session)) {
            try Self.command(.manual).decide(nil, [], at: Fixtures.now)
        }
    }

    @Test func namesEveryFieldThatBreaksARule() {
        #expect {
            try SetChannel.checked(merchant: "", session: " ", channel: nil, actor: "")
        } throws: {
            ($0 as? Refusal)?.fields == ["merchant_id", "session_id", "channel", "actor"]
        }
        #expect {
            try SendNotification.checked(merchant: "", session: " ", state: nil, actor: "")
        } throws: {
            ($0 as? Refusal)?.fields == ["merchant_id", "session_id", "state", "actor"]
        }
    }
}

// What a person sends.
extension ChannelTests {
    @Test func aPersonsSendMakesTheOneNotificationOfTheState() throws {
        let effects = try send(.paid, Self.session(.manual))

        let notification = effects.notification
        #expect(!effects.takesOver)
        #expect(notification.origin == .manual)
        #expect(notification.status == .pending)
        #expect(notification.dueAt == Fixtures.now)
        #expect(notification.expiresAt == Fixtures.now + .seconds(86_400))
        #expect(effects.audit.subject == notification.id.rawValue)
        #expect(effects.audit.detail == "paid")
    }

    @Test func aCancelledOneOfTheAutomaticChannelIsTakenOver() throws {
        var stored = Self.notification(.cancelled, by: .automatic, reason: "CHANNEL_CONFLICT")
        stored.attemptNumber = 2
        stored.isWithdrawn = true

        let effects = try send(.paid, Self.session(.manual), [stored])

        #expect(effects.takesOver)
        #expect(effects.notification.id == stored.id)
        #expect(effects.notification.attemptNumber == 2)
        #expect(effects.notification.origin == .manual)
        #expect(!effects.notification.isWithdrawn)
    }

    @Test(arguments: NotificationStatus.allCases, Channel.allCases)
    func aStateThatHasANotificationIsRefusedWithWhatBecameOfIt(
        status: NotificationStatus, origin: Channel
    ) {
        guard status != .cancelled || origin == .manual else { return }
        let stored = Self.notification(status, by: origin, reason: "WHY")

        let refused = refusal(of: .paid, Self.session(.manual), [stored])

        #expect(refused?.reason == "DUPLICATE")
        #expect(refused?.message.contains("is \(status.rawValue) (WHY)") == true)
    }

    @Test func refusesWhatTheSessionDoesNotAllow() {
        var off = Self.session(.manual)
        off.enablement = nil
        for (session, state, reason) in [
            (Self.session(.automatic), PaymentState.paid, "CHANNEL_CONFLICT"),
            (Self.session(.manual), .failed, "STATE_NOT_CURRENT"),
            (Self.session(.manual, in: nil), .paid, "STATE_NOT_CURRENT"),
            (Self.session(.manual, in: .cod), .cod, "STATE_NOT_SUPPORTED"),
            (off, .paid, "NOT_ENABLED"),
        ] {
            #expect(refusal(of: state, session)?.reason == reason)
        }
        #expect(throws: Refusal.notFound(.session)) { try send(.paid, nil) }
    }

    @Test func refusesWhatTheRulesForbid() {
        var poor = Self.session(.manual)
        poor.attributes.amount = nil
        var given = Given()
        given.consent = Consent([Fixtures.optOut()])
        #expect(refusal(of: .paid, Self.session(.manual), given: given)?.reason == "OPTED_OUT")
        given = Given()
        given.bindings = []
        #expect(refusal(of: .paid, Self.session(.manual), given: given)?.reason == "NO_TEMPLATE")
        #expect(refusal(of: .paid, poor)?.reason == "VARIABLE_MISSING")
        var old = Self.session(.manual, in: .created)
        old.attributes.checkoutLinkExpiresAt = Fixtures.now
        #expect(refusal(of: .created, old)?.reason == "ALREADY_EXPIRED")
    }

    @Test func aPersonMaySendWhatIsNotSelectedAndWhatATemplateHolds() throws {
        var session = Self.session(.manual)
        session.enablement?.states = []
        var given = Given()
        given.bindings = [Fixtures.binding(status: .paused)]

        #expect(try send(.paid, session, given: given).notification.status == .pending)
    }

    private func send(
        _ state: PaymentState, _ session: Session?, _ notifications: [Notification] = [],
        given: Given = Given()
    ) throws(Refusal) -> SendNotification.Effects {
        var ids = Fixtures.ids()
        var given = given
        given.session = session
        given.notifications = notifications
        let command = SendNotification(
            merchant: Fixtures.merchant.id, session: Fixtures.sessionID, state: state,
            actor: ActorName(rawValue: "mona"))
        return try command.decide(
            given.snapshot, at: Fixtures.now, zones: Fixtures.zones, ids: &ids)
    }

    private func refusal(
        of state: PaymentState, _ session: Session, _ notifications: [Notification] = [],
        given: Given = Given()
    ) -> Refusal.Forbidden? {
        do throws(Refusal) {
            _ = try send(state, session, notifications, given: given)
            return nil
        } catch {
            return error.forbidden
        }
    }
}

// The two channels together.
extension ChannelTests {
    @Test func theTwoChannelsAreNeverActiveTogether() throws {
        let seed = UInt64.random(in: .min ... .max)
        print("seed of theTwoChannelsAreNeverActiveTogether: \(seed)")
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            var toy = ToySession()
            try toy.enable()
            for number in 0..<30 {
                try Self.step(&toy, number: number, &random)
                Self.expectOneChannel(of: toy, "seed \(seed)")
            }
            let states = toy.notifications.map(\.state)
            #expect(Set(states).count == states.count, "seed \(seed)")
        }
    }

    private static let told: [PaymentState] = [.created, .pending, .failed, .expired, .paid]

    private static func step(
        _ toy: inout ToySession, number: Int, _ random: inout SeededGenerator
    ) throws {
        let state = told[Int.random(in: told.indices, using: &random)]
        switch Int.random(in: 0..<10, using: &random) {
        case 0: _ = toy.setChannel(.manual)
        case 1: _ = toy.setChannel(.automatic)
        case 2...4: _ = try toy.notify(Fixtures.change(to: state, event: "\(number)"))
        case 5: _ = toy.send(toy.session?.currentState ?? state)
        case 6: toy.finish(with: .accepted(MessageID(rawValue: "wamid"), isHeld: true))
        case 7: toy.finish(with: .unknown(code: 0, detail: ""))
        case 8: toy.finish(with: .refused(code: 130_429, .retry(after: nil), detail: ""))
        default: toy.arm()
        }
    }

    private static func expectOneChannel(of toy: ToySession, _ hint: String) {
        let channel = toy.session?.channel ?? .automatic
        for notification in toy.notifications where notification.origin != channel {
            #expect(!notification.status.isUnsent, "\(hint)")
            let mayLeaveAgain = [.armed, .uncertain, .accepted].contains(notification.status)
            #expect(!mayLeaveAgain || notification.isWithdrawn, "\(hint)")
            let isOpen = notification.status == .armed || notification.status == .uncertain
            #expect(!isOpen || notification.origin == .automatic, "\(hint)")
        }
        #expect(toy.strays == 0, "armed for the wrong channel: \(hint)")
    }
}

extension Refusal {
    fileprivate var forbidden: Forbidden? {
        if case .forbidden(let forbidden) = self { forbidden } else { nil }
    }

    fileprivate var reason: String? { forbidden?.reason }
}
