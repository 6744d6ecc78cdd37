import Notifications
import TestKit
import Testing

@Suite struct HeldNotificationCommandsTests {
    private let reference = NotificationReference(
        merchant: Fixtures.merchant.id, notification: NotificationID(rawValue: "notification-1"))
    private let later = Fixtures.now + .seconds(60)

    @Test(arguments: ["ILLEGAL_TRANSITION", "RESTORED"])
    func releaseLetsGoWhatWaitsForAPerson(reason: String) throws {
        let held = Fixtures.notification(status: .held, reason: reason)

        let released = try ReleaseNotification(reference: reference).decide(held, at: later)

        #expect(released.status == .pending)
        #expect(released.statusReason.isEmpty)
        #expect(released.dueAt == later)
    }

    @Test(arguments: HoldReason.allCases.filter { $0 != .illegalTransition && $0 != .restored })
    func releaseIsForbiddenWhileTheQueueIsHeld(reason: HoldReason) {
        let held = Fixtures.notification().shown(while: reason)

        #expect(
            forbidden { try ReleaseNotification(reference: reference).decide(held, at: later) }
                == (reason == .paused ? "PAUSED" : "WAITS_FOR_TEMPLATE"))
    }

    @Test(arguments: NotificationStatus.allCases.filter { $0 != .held })
    func releaseIsForbiddenForWhatIsNotHeld(status: NotificationStatus) {
        let other = Fixtures.notification(status: status)

        #expect(
            forbidden { try ReleaseNotification(reference: reference).decide(other, at: later) }
                == "NOT_HELD")
    }

    @Test(arguments: NotificationStatus.allCases)
    func cancelEndsOnlyWhatIsUnsent(status: NotificationStatus) throws {
        let notification = Fixtures.notification(status: status)
        let cancel = CancelNotification(reference: reference)

        if status == .held || status == .pending {
            let cancelled = try cancel.decide(notification, at: later)
            #expect(cancelled.status == .cancelled)
            #expect(cancelled.statusReason == "CANCELLED")
            #expect(cancelled.updatedAt == later)
        } else {
            #expect(forbidden { try cancel.decide(notification, at: later) } == "NOT_UNSENT")
        }
    }

    @Test func anUnknownNotificationIsNotFound() {
        #expect(throws: Refusal.notFound(.notification)) {
            try ReleaseNotification(reference: reference).decide(nil, at: later)
        }
        #expect(throws: Refusal.notFound(.notification)) {
            try CancelNotification(reference: reference).decide(nil, at: later)
        }
    }

    @Test(arguments: NotificationStatus.allCases)
    func expiryEndsWhatWaitsAndGivesUpWhatIsUncertain(status: NotificationStatus) {
        let notification = Fixtures.notification(status: status)
        let expire = ExpireNotification(reference: reference)
        let ends: [NotificationStatus: NotificationStatus] = [
            .held: .expired, .pending: .expired, .uncertain: .unresolved,
        ]

        #expect(expire.decide(notification, at: notification.expiresAt - .milliseconds(1)) == nil)
        #expect(expire.decide(notification, at: notification.expiresAt)?.status == ends[status])
    }

    private func forbidden(_ action: () throws -> Notification) -> String? {
        do {
            _ = try action()
            return nil
        } catch {
            guard case .forbidden(let forbidden) = error as? Refusal else { return nil }
            return forbidden.reason
        }
    }
}
