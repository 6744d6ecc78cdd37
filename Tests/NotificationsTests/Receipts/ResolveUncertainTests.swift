import TestKit
import Testing

@testable import Notifications

@Suite struct ResolveUncertainTests {
    private static let armedAt = Fixtures.now
    private static let endedAt = armedAt + .seconds(30)
    private static let silenceEnds = endedAt + .seconds(120)

    @Test func sendsOnceMoreWhenOthersArrivedAndItsPolicySaysSo() {
        let after = changed(decide(uncertain()))

        #expect(after?.status == .pending)
        #expect(after?.dueAt == Self.silenceEnds)
        #expect(after?.resends == 1)
    }

    @Test(arguments: [
        Silence(confirmed: [], "nothing else arrived"),
        Silence(confirmed: [90, 80], "two are too few"),
        Silence(confirmed: [90, 80, 0], "the third was armed with it"),
        Silence(confirmed: [90, 80, -5], "the third was armed before it"),
        Silence(at: 149, "it is too early"),
        Silence(isTemplateHeld: true, "Meta keeps the template's messages back"),
        Silence(healthySince: 31, "receipts could not be stored for long enough"),
        Silence(healthySince: 75, confirmed: [90, 80, 70], at: 300, "one was armed in the break"),
    ])
    func waitsWithoutEvidence(silence: Silence) {
        for policy in UncertainPolicy.allCases {
            let verdict = decide(uncertain(), policy, silence)

            guard case .wait(let next) = verdict else {
                Issue.record("\(verdict), although \(silence.why)")
                continue
            }
            #expect(next >= Self.armedAt + .seconds(silence.at + 30) || next == Self.silenceEnds)
            #expect(next >= Self.silenceEnds, "\(silence.why)")
        }
    }

    @Test func listensAgainEveryHalfMinuteAfterTheFirstTwo() {
        let nothing = Silence(confirmed: [], at: 40, "")
        let later = Silence(confirmed: [], at: 1_000, "")

        #expect(decide(uncertain(), .preferDelivery, nothing) == .wait(until: Self.silenceEnds))
        #expect(
            decide(uncertain(), .preferDelivery, later)
                == .wait(until: Self.armedAt + .seconds(1_030)))
    }

    @Test func timeAloneNeverSendsAgain() {
        var notification = uncertain()
        for hours in Int64(1)...23 {
            let silence = Silence(confirmed: [], at: hours * 3_600, "")
            guard case .wait(let next) = decide(notification, .preferDelivery, silence) else {
                Issue.record("decided after \(hours) hours")
                return
            }
            notification.dueAt = next
        }
        let end = decide(notification, .preferDelivery, Silence(confirmed: [], at: 86_400, ""))
        #expect(changed(end)?.status == .unresolved)
    }

    @Test func leavesItToAPersonWhereSilenceIsPreferred() {
        let after = changed(decide(uncertain(), .preferSilence))

        #expect(after?.status == .unresolved)
        #expect(after?.statusReason == "UNRESOLVED")
        #expect(after?.resends == 0)
    }

    @Test func sendsNoMessageAThirdTime() {
        var notification = uncertain()
        notification.resends = 1

        #expect(changed(decide(notification))?.status == .unresolved)
    }

    @Test func doesNotSendAgainWhatWasWithdrawn() {
        var notification = uncertain()
        notification.isWithdrawn = true

        for policy in UncertainPolicy.allCases {
            #expect(changed(decide(notification, policy))?.status == .superseded)
        }
    }

    @Test func doesNotWaitPastItsTime() {
        var notification = uncertain()
        notification.expiresAt = Self.armedAt + .seconds(160)

        let verdict = decide(notification, .preferDelivery, Silence(confirmed: [], ""))

        #expect(verdict == .wait(until: notification.expiresAt))
    }

    @Test(arguments: NotificationStatus.allCases.filter { $0 != .uncertain })
    func leavesEverythingElseAlone(status: NotificationStatus) {
        let notification = Fixtures.notification(status: status, attemptNumber: 1)

        #expect(decide(notification) == .settled)
    }

    @Test(arguments: [
        (PaymentState.created, NotificationStatus.unresolved), (.paid, .pending),
        (.failed, .pending), (.expired, .pending),
    ])
    func prefersSilenceBeforeThePaymentAndDeliveryAfterIt(
        state: PaymentState, status: NotificationStatus
    ) {
        #expect(changed(decide(uncertain(of: state), nil))?.status == status)
    }

    @Test func withoutABindingTheUsualPolicyHolds() {
        let verdict = decide(uncertain(), binding: nil)

        #expect(changed(verdict)?.status == .pending)
    }

    @Test func anAttemptWithoutAnAnswerIsLookedAtAfterTwoMinutes() {
        let report = AttemptReport(
            reference: Self.reference, token: Fixtures.attempt().token,
            result: .unknown(code: 1, detail: ""))

        let after = report.decide(
            notification: Fixtures.notification(status: .armed, attemptNumber: 1),
            attempt: Fixtures.attempt(), earlier: [], at: Self.endedAt, jitter: 0)

        #expect(after.notification.dueAt == Self.silenceEnds)
    }
}

/// What is heard, in seconds since the attempt was armed; it ended after 30.
struct Silence: Sendable {
    var healthySince: Int64 = -60
    /// When the confirmed attempts were armed.
    var confirmed: [Int64] = [90, 80, 70]
    var isTemplateHeld = false
    var at: Int64 = 150
    let why: String

    init(
        healthySince: Int64 = -60, confirmed: [Int64] = [90, 80, 70], isTemplateHeld: Bool = false,
        at: Int64 = 150, _ why: String
    ) {
        self.healthySince = healthySince
        self.confirmed = confirmed
        self.isTemplateHeld = isTemplateHeld
        self.at = at
        self.why = why
    }
}

extension ResolveUncertainTests {
    private static let reference = NotificationReference(
        merchant: Fixtures.merchant.id, notification: NotificationID(rawValue: "notification-1"))

    private static func binding(
        _ policy: UncertainPolicy?, for scope: BindingScope
    ) -> TemplateBinding {
        var binding = Fixtures.binding(scope)
        binding.uncertainPolicy = policy
        return binding
    }

    private func uncertain(of state: PaymentState = .paid) -> Notification {
        Fixtures.notification(of: state, status: .uncertain, attemptNumber: 1)
    }

    private func decide(
        _ notification: Notification, _ policy: UncertainPolicy? = .preferDelivery,
        _ silence: Silence = Silence("")
    ) -> ResolveUncertain.Verdict {
        let phase = notification.state.phase ?? .postPayment
        return decide(notification, binding: Self.binding(policy, for: .phase(phase)), silence)
    }

    private func decide(
        _ notification: Notification, binding: TemplateBinding?,
        _ silence: Silence = Silence("")
    ) -> ResolveUncertain.Verdict {
        var attempt = Fixtures.attempt(result: .uncertain)
        attempt.armedAt = Self.armedAt
        attempt.endedAt = Self.endedAt
        return ResolveUncertain(reference: Self.reference).decide(
            .init(
                notification: notification, attempt: attempt, binding: binding,
                evidence: ChannelEvidence(
                    healthySince: Self.armedAt + .seconds(silence.healthySince),
                    confirmed: silence.confirmed.map { Self.armedAt + .seconds($0) },
                    isTemplateHeld: silence.isTemplateHeld)),
            at: Self.armedAt + .seconds(silence.at))
    }

    private func changed(_ verdict: ResolveUncertain.Verdict) -> Notification? {
        if case .change(let notification) = verdict { notification } else { nil }
    }
}
