import Notifications
import TestKit
import Testing

@Suite struct InterruptedAttemptTests {
    private let start = Fixtures.now + .seconds(60)

    private func left(of notification: Notification) -> InterruptedAttempt {
        InterruptedAttempt(Fixtures.attempt(), of: notification, at: start)
    }

    @Test func isUncertainAndNeverTakenForNotSent() {
        let attempt = left(of: Fixtures.notification(status: .armed, attemptNumber: 1)).attempt

        #expect(attempt.result == .uncertain)
        #expect(attempt.endedAt == start)
        #expect(attempt.detail == "the process ended before the answer was stored")
        #expect(attempt.token == Fixtures.attempt().token)
    }

    @Test func leavesItsNotificationUncertainUntilAReceiptMayHaveCome() {
        var armed = Fixtures.notification(status: .armed, attemptNumber: 1)
        #expect(left(of: armed).notification.status == .uncertain)
        #expect(left(of: armed).notification.dueAt == start + ChannelEvidence.silence)

        armed.expiresAt = start + .seconds(5)
        #expect(left(of: armed).notification.dueAt == armed.expiresAt)
    }

    @Test(arguments: NotificationStatus.allCases.filter { $0 != .armed })
    func leavesANotificationThatWasSettledMeanwhileAsItIs(status: NotificationStatus) {
        let settled = Fixtures.notification(status: status, attemptNumber: 1)

        #expect(left(of: settled).notification == settled)
    }
}
