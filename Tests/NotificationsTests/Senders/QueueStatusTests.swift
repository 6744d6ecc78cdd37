import Notifications
import TestKit
import Testing

@Suite struct QueueStatusTests {
    private let key = QueueKey(
        merchant: Fixtures.merchant.id, plugin: .paymentRequest, state: .paid, language: .english,
        isReplay: false)

    private func queueStatus(
        of key: QueueKey? = nil, bindings: [TemplateBinding] = [Fixtures.binding()],
        authenticators: [Authenticator] = [Fixtures.authenticator], pauses: [PauseScope] = []
    ) -> QueueStatus {
        QueueStatus(
            of: key ?? self.key,
            under: QueueConditions(
                bindings: bindings, authenticators: authenticators, pauses: pauses))
    }

    @Test func followsFromTheBindingThatSpeaksForItsState() {
        var own = Fixtures.binding(.state(.paid))
        own.content.name = "payment_paid"
        own.releasedAt = Fixtures.now
        let status = queueStatus(bindings: [Fixtures.binding(), own])

        #expect(status.binding == own)
        #expect(status.sender == Fixtures.authenticator.phoneNumberID)
        #expect(status.template == "700000000000001/payment_paid (en)")
        #expect(status.hold == nil)
        let id = QueueID(rawValue: 7)
        let state = status.state(of: id, key, nextDue: Fixtures.now)
        #expect(state.id == id && state.lane == .postPayment && state.merchant == key.merchant)
        #expect(state.releasedAt == Fixtures.now)
    }

    @Test(arguments: [
        (PaymentState.created, false, Lane.prePayment), (.paid, false, .postPayment),
        (.created, true, .replay), (.paid, true, .replay),
    ])
    func theLaneFollowsFromTheKey(state: PaymentState, isReplay: Bool, lane: Lane) {
        var key = key
        key.state = state
        key.isReplay = isReplay

        #expect(key.lane == lane)
    }

    @Test func anotherPluginOrLanguageDoesNotSpeakForIt() {
        var eCommerce = key
        eCommerce.plugin = .eCommerce
        var arabic = key
        arabic.language = .arabic

        for other in [eCommerce, arabic] {
            let status = queueStatus(of: other)
            #expect(status.binding == nil && status.sender == nil)
            #expect(status.template.isEmpty && status.hold == nil)
        }
    }

    @Test func withoutAnAccountThereIsNoSender() {
        let status = queueStatus(authenticators: [])

        #expect(status.binding != nil)
        #expect(status.sender == nil)
        #expect(status.hold == nil)
    }

    @Test(arguments: TemplateStatus.allCases)
    func onlyAnApprovedTemplateLetsGo(status: TemplateStatus) {
        let hold = queueStatus(bindings: [Fixtures.binding(status: status)]).hold

        #expect(hold == HoldReason(status))
        #expect((hold == nil) == (status == .approved))
    }

    @Test(arguments: [
        (PauseScope.merchant, true), (.number(Fixtures.authenticator.phoneNumberID), true),
        (.number(PhoneNumberID(rawValue: "800000000000009")), false),
        (.template(name: "order_update", language: "en"), true),
        (.template(name: "order_update", language: "ar"), false),
        (.template(name: "order", language: "en"), false),
    ])
    func aPersonsPauseHoldsWhatItNames(scope: PauseScope, holds: Bool) {
        #expect(queueStatus(pauses: [scope]).hold == (holds ? .paused : nil))
        let unverified = Fixtures.binding(status: .unverified)
        let both = queueStatus(bindings: [unverified], pauses: [scope])
        #expect(both.hold == (holds ? .paused : .templateUnverified))
    }

    @Test func onlyWhatIsPendingIsShownAsHeld() {
        for status in NotificationStatus.allCases {
            let notification = Fixtures.notification(status: status, reason: "AS_IT_WAS")
            let shown = notification.shown(while: .templatePaused)
            if status == .pending {
                #expect(shown.status == .held)
                #expect(shown.statusReason == "TEMPLATE_PAUSED")
            } else {
                #expect(shown == notification)
            }
            #expect(notification.shown(while: nil) == notification)
        }
    }
}

@Suite struct TemplateReleaseTests {
    private let later = Fixtures.now + .seconds(60)

    @Test func newsMakeAnotherVersionSoThatAnOlderAnswerSaysNothing() {
        let binding = Fixtures.binding()
        let verdict = TemplateVerdict(status: .paused, problem: "why")

        let paused = binding.overtaken(by: verdict, at: Fixtures.now)

        #expect(paused?.status == .paused)
        #expect(paused?.problem == "why")
        #expect(paused?.version == binding.version + 1)
        #expect(paused?.overtaken(by: verdict, at: Fixtures.now) == nil, "it is known")
    }

    @Test func newsThatAsksForALookCountsEachTime() {
        let binding = Fixtures.binding(status: .unverified)
        let verdict = TemplateVerdict(status: .unverified, problem: "")

        #expect(binding.overtaken(by: verdict, at: Fixtures.now)?.version == binding.version + 1)
    }

    @Test func newsOfMetasOwnAreCheckedWithMeta() {
        var binding = Fixtures.binding()
        binding.checkedAt = Fixtures.now
        let verdict = TemplateVerdict(status: .paused, problem: "")

        #expect(binding.overtaken(by: verdict, at: Fixtures.now)?.checkedAt == Fixtures.now)
        #expect(binding.overtaken(by: verdict, asking: true, at: Fixtures.now)?.checkedAt == nil)
    }

    private func judged(
        _ binding: TemplateBinding, _ status: TemplateStatus, at now: Timestamp
    ) -> TemplateBinding {
        binding.judged(
            TemplateVerdict(status: status, problem: ""), version: binding.version, at: now)
    }

    @Test func theFirstLookIsNoHold() {
        let fresh = Fixtures.binding(status: .unverified)

        let approved = judged(fresh, .approved, at: Fixtures.now)
        #expect(approved.releasedAt == nil)
        let again = judged(judged(approved, .unverified, at: later), .approved, at: later)
        #expect(again.releasedAt == nil)
    }

    @Test(arguments: [TemplateStatus.unapproved, .paused, .mismatch, .drifted])
    func anApprovalAfterAHoldIsARelease(status: TemplateStatus) {
        let held = judged(Fixtures.binding(), status, at: Fixtures.now)

        #expect(judged(held, .approved, at: later).releasedAt == later)
        let asked = judged(held, .unverified, at: Fixtures.now + .seconds(1))
        #expect(judged(asked, .approved, at: later).releasedAt == later)
    }

    @Test func anApprovalOfWhatIsApprovedIsNoRelease() {
        let held = judged(Fixtures.binding(), .paused, at: Fixtures.now)
        let approved = judged(held, .approved, at: later)

        #expect(judged(approved, .approved, at: later + .seconds(9)).releasedAt == later)
    }
}
