import Notifications
import TestKit
import Testing

@Suite struct ArmNotificationTests {
    @Test func armsWithATokenOfItsOwnAndTheTextAsItIsRead() throws {
        let effects = arm(snapshot())

        let notification = try #require(effects.notification)
        let attempt = try #require(effects.attempt)
        #expect(notification.status == .armed)
        #expect(notification.attemptNumber == 1)
        #expect(notification.attemptsSpent == 0)
        #expect(attempt.number == 1)
        #expect(attempt.result == .armed)
        #expect(attempt.token.rawValue.hasPrefix("v1.\(notification.id)."))
        #expect(attempt.token.notification == notification.id)
        #expect(attempt.template == "order_update (en)")
        #expect(
            attempt.renderedText.hasPrefix(
                "Order \u{2068}ORD-77\u{2069}\nDear \u{2068}Mona\u{2069}"))
        #expect(effects.phoneNumberID == Fixtures.authenticator.phoneNumberID)
        guard case .send(let message, let account) = effects.answer else {
            Issue.record("nothing is sent")
            return
        }
        #expect(message.token == attempt.token)
        #expect(message.to == Fixtures.phone)
        #expect(message.parts.count == 3)
        #expect(account.accessToken == Fixtures.authenticator.accessToken)
    }

    @Test(arguments: NotificationStatus.allCases.filter { $0 != .pending })
    func armsNothingThatIsNotPending(status: NotificationStatus) {
        let effects = arm(snapshot(Fixtures.notification(status: status)))

        #expect(effects.notification == nil)
        #expect(effects.answer == .nothing(status))
    }

    @Test func expiresInsteadOfArmingTooLate() {
        let effects = arm(snapshot(), at: Fixtures.now + .seconds(86_400))

        #expect(effects.notification?.status == .expired)
        #expect(effects.answer == .nothing(.expired))
    }

    @Test(arguments: NotificationStatus.allCases)
    func waitsForWhatIsNotSettledBefore(status: NotificationStatus) {
        let effects = arm(
            snapshot(earlier: [Fixtures.notification("first", of: .failed, status: status)]))

        let blocks = [.armed, .uncertain, .pending].contains(status)
        #expect((effects.answer == .wait) == blocks)
        #expect((effects.attempt == nil) == blocks)
    }

    @Test(arguments: NotificationStatus.allCases)
    func waitsOfTheWithdrawnOnesOnlyForOneUnderWay(status: NotificationStatus) {
        let first = Fixtures.notification(
            "first", of: .failed, status: status, isWithdrawn: true)
        let effects = arm(snapshot(earlier: [first]))

        #expect((effects.answer == .wait) == (status == .armed))
        #expect((effects.attempt == nil) == (status == .armed))
    }

    @Test(arguments: [
        (TemplateStatus.unverified, HoldReason.templateUnverified),
        (.unapproved, .templateUnapproved), (.mismatch, .templateUnapproved),
        (.paused, .templatePaused), (.drifted, .templateDrifted),
    ])
    func armsNothingOfAHeldQueueAndWritesNothing(status: TemplateStatus, reason: HoldReason) {
        let snapshot = snapshot(bindings: [Fixtures.binding(status: status)])

        let effects = arm(snapshot)

        #expect(snapshot.queue.hold == reason)
        #expect(effects.answer == .moved)
        #expect(effects.notification == nil && effects.attempt == nil)
    }

    @Test func expiresEvenInAHeldQueue() {
        let snapshot = snapshot(bindings: [Fixtures.binding(status: .paused)])

        #expect(arm(snapshot, at: Fixtures.now + .seconds(86_400)).answer == .nothing(.expired))
    }

    @Test func armsNothingWhileItIsAnotherNumbersTurn() {
        let other = PhoneNumberID(rawValue: "800000000000009")

        let moved = arm(snapshot(), sender: other)

        #expect(moved.answer == .moved)
        #expect(moved.notification == nil && moved.attempt == nil)
        #expect(arm(snapshot(bindings: []), sender: other).answer == .moved)
        #expect(arm(snapshot(), sender: Fixtures.authenticator.phoneNumberID).attempt != nil)
    }

    @Test func speaksTheLanguageThatTheDecisionFixed() {
        let bindings = [Fixtures.binding(), Fixtures.binding(language: .arabic)]

        let effects = arm(
            snapshot(Fixtures.notification(language: .arabic), bindings: bindings))

        #expect(effects.attempt?.template == "order_update (ar)")
    }

    @Test func endsWhatCanNoLongerBeBuilt() {
        var withoutAmount = Fixtures.notification()
        withoutAmount.attributes.amount = nil
        var tooLong = Fixtures.notification()
        tooLong.attributes.orderNumber = String(repeating: "7", count: 60)
        let cases: [(ArmNotification.Snapshot, Reason)] = [
            (snapshot(withoutAmount), .variableMissing),
            (snapshot(tooLong), .textTooLong),
            (snapshot(bindings: []), .noTemplate),
            (snapshot(authenticators: []), .noAuthenticator),
        ]

        for (snapshot, reason) in cases {
            let effects = arm(snapshot)
            #expect(effects.answer == .nothing(.dead))
            #expect(effects.notification?.statusReason == reason.rawValue)
        }
    }

    @Test func whoOptedOutMeanwhileGetsNothing() {
        let effects = arm(snapshot(consent: Consent([Fixtures.optOut()])))

        #expect(effects.answer == .nothing(.dead))
        #expect(effects.notification?.statusReason == "OPTED_OUT")
        #expect(effects.attempt == nil)
    }

    @Test func anOptOutOfMarketingStopsMarketingTemplatesAlone() {
        let consent = Consent([Fixtures.optOut(of: .marketing)])
        let marketing = [Fixtures.binding(content: Fixtures.marketing)]

        #expect(arm(snapshot(consent: consent)).attempt != nil)
        #expect(
            arm(snapshot(bindings: marketing, consent: consent)).notification?.statusReason
                == "OPTED_OUT")
    }

    @Test(arguments: Channel.allCases, Channel.allCases)
    func onlyTheSessionsOwnChannelSends(channel: Channel, origin: Channel) {
        var notification = Fixtures.notification()
        notification.origin = origin

        let effects = arm(snapshot(notification, channel: channel))

        #expect((effects.attempt != nil) == (channel == origin))
        guard channel != origin else { return }
        #expect(effects.answer == .nothing(.cancelled))
        #expect(effects.notification?.statusReason == "CHANNEL_CONFLICT")
    }

    @Test func theQuietTimeKeepsWhatIsAutomatic() {
        var quiet = snapshot()
        quiet.merchant.quietHours = QuietHours(
            startMinute: 18 * 60, endMinute: 19 * 60, includesPostPayment: true)

        let effects = arm(quiet)

        let due = effects.notification?.dueAt
        #expect(effects.notification?.status == .pending)
        #expect(effects.notification?.statusReason == "QUIET_HOURS")
        #expect(effects.answer == due.map { ArmNotification.Answer.later($0) })
        #expect(due.map { $0 >= Fixtures.now + .seconds(1_800) } == true)
        #expect(due.map { $0 <= Fixtures.now + .seconds(2_400) } == true)
        #expect(arm(quiet, at: Fixtures.now + .seconds(1_800)).attempt != nil)
        quiet.channel = .manual
        quiet.notification.origin = .manual
        #expect(arm(quiet).attempt != nil)
        quiet = snapshot()
        quiet.merchant.quietHours = QuietHours(
            startMinute: 18 * 60, endMinute: 19 * 60, includesPostPayment: false)
        #expect(arm(quiet).attempt != nil)
    }

    @Test func showsDatesInTheMerchantsZone() throws {
        var content = Fixtures.content()
        content.components[0].variables = [Fixtures.variable("1", .checkoutLinkExpiry)]

        let effects = arm(snapshot(bindings: [Fixtures.binding(content: content)]))

        let shown = "Order \u{2068}2026-11-22 20:30\u{2069}"
        #expect(effects.attempt?.renderedText.hasPrefix(shown) == true)
    }

    private func snapshot(
        _ notification: Notification = Fixtures.notification(), earlier: [Notification] = [],
        bindings: [TemplateBinding] = [Fixtures.binding()],
        authenticators: [Authenticator] = [Fixtures.authenticator],
        channel: Channel = .automatic, consent: Consent = .given
    ) -> ArmNotification.Snapshot {
        ArmNotification.Snapshot(
            merchant: Fixtures.merchant, notification: notification, earlier: earlier,
            queue: Fixtures.queueStatus(
                of: notification, bindings: bindings, authenticators: authenticators),
            channel: channel, consent: consent)
    }

    private func arm(
        _ snapshot: ArmNotification.Snapshot, sender: PhoneNumberID? = nil,
        at now: Timestamp = Fixtures.now
    ) -> ArmNotification.Effects {
        var ids = Fixtures.ids()
        let reference = NotificationReference(
            merchant: Fixtures.merchant.id, notification: snapshot.notification.id)
        return ArmNotification(reference: reference, sender: sender)
            .decide(snapshot, at: now, zones: Fixtures.zones, ids: &ids)
    }
}
