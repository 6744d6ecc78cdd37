import TestKit
import Testing

@testable import Notifications

@Suite struct ResolveNotificationTests {
    private static let reference = NotificationReference(
        merchant: Fixtures.merchant.id, notification: NotificationID(rawValue: "notification-1"))
    private let later = Fixtures.now + .seconds(600)

    @Test(arguments: [NotificationStatus.uncertain, .unresolved])
    func whatWasSentIsAccepted(status: NotificationStatus) throws {
        let effects = try resolve(.sent, Fixtures.notification(status: status, attemptNumber: 1))

        #expect(effects.notification.status == .accepted)
        #expect(effects.notification.statusReason.isEmpty)
        #expect(effects.attempt?.result == .accepted)
        #expect(effects.attempt?.detail == "a person resolved it as SENT")
    }

    @Test(arguments: [NotificationStatus.uncertain, .unresolved])
    func whatWasNotSentGoesOnceMore(status: NotificationStatus) throws {
        let effects = try resolve(
            .notSent, Fixtures.notification(status: status, attemptNumber: 1))

        #expect(effects.notification.status == .pending)
        #expect(effects.notification.dueAt == later)
        #expect(effects.notification.resends == 1)
        #expect(effects.attempt?.result == .ruledOut)
        #expect(effects.attempt?.detail == "a person resolved it as NOT_SENT")
    }

    @Test func whatIsOfNoUseAnyMoreEnds() throws {
        var expired = Fixtures.notification(status: .unresolved, attemptNumber: 1)
        expired.expiresAt = later
        let withdrawn = Fixtures.notification(
            status: .uncertain, attemptNumber: 1, isWithdrawn: true)

        for notification in [expired, withdrawn] {
            let effects = try resolve(.notSent, notification)
            #expect(effects.notification.status == .dead)
            #expect(effects.notification.statusReason == "NOT_SENT")
            #expect(effects.attempt?.result == .ruledOut)
        }
    }

    @Test(arguments: NotificationStatus.allCases.filter { $0 != .uncertain && $0 != .unresolved })
    func nothingElseIsResolved(status: NotificationStatus) {
        for resolution in [Resolution.sent, .notSent] {
            let refusal = #expect(throws: Refusal.self) {
                try resolve(resolution, Fixtures.notification(status: status, attemptNumber: 1))
            }
            guard case .forbidden(let forbidden) = refusal else {
                Issue.record("not forbidden: \(status)")
                continue
            }
            #expect(forbidden.reason == "NOT_UNCERTAIN")
        }
    }

    @Test func anUnknownNotificationIsNotFound() {
        #expect(throws: Refusal.notFound(.notification)) {
            try ResolveNotification(
                reference: Self.reference, resolution: .sent, actor: ActorName(rawValue: "mona")
            ).decide(nil, newest: nil, at: later)
        }
    }

    @Test func aProofBelongsToTheAttemptWhateverAPersonSaid() throws {
        let resolved = try resolve(
            .notSent, Fixtures.notification(status: .unresolved, attemptNumber: 1))
        let attempt = try #require(resolved.attempt)

        let effects = ReceiptReport(
            phoneNumberID: Fixtures.authenticator.phoneNumberID, token: attempt.token,
            message: MessageID(rawValue: "wamid.1"), status: .delivered, occurredAt: later, code: 0
        ).decide(
            notification: resolved.notification, attempt: attempt, others: [], at: later)

        #expect(effects.notification.status == .delivered)
        #expect(effects.notification.resends == 0)
        #expect(effects.attempt.result == .accepted)
    }

    @Test(arguments: [nil, AttemptResult.refused, .notSent, .accepted])
    func afterARestoreTheWordIsNotAboutAnAttemptThatIsKnown(result: AttemptResult?) throws {
        for resolution in [Resolution.sent, .notSent] {
            let effects = try ResolveNotification(
                reference: Self.reference, resolution: resolution,
                actor: ActorName(rawValue: "mona")
            ).decide(
                Fixtures.notification(status: .uncertain, reason: "RESTORED"),
                newest: result.map { Fixtures.attempt(result: $0) }, at: later)
            #expect(effects.attempt == nil)
            #expect(effects.notification.status == (resolution == .sent ? .accepted : .pending))
        }
    }

    @Test func namesEveryFieldThatBreaksItsRule() {
        let refusal = #expect(throws: Refusal.self) {
            try ResolveNotification.checked(
                merchant: "", notification: "", resolution: nil, actor: "")
        }
        guard case .invalid(let violations) = refusal else {
            Issue.record("not invalid")
            return
        }
        #expect(
            violations.map(\.field) == ["merchant_id", "notification_id", "resolution", "actor"])
    }

    private func resolve(
        _ resolution: Resolution, _ notification: Notification
    ) throws(Refusal) -> ResolveNotification.Effects {
        try ResolveNotification(
            reference: Self.reference, resolution: resolution, actor: ActorName(rawValue: "mona")
        ).decide(notification, newest: Fixtures.attempt(result: .uncertain), at: later)
    }
}
