import TestKit
import Testing

@testable import Notifications

@Suite struct AttemptReportTests {
    private static let accepted = SendResult.accepted(MessageID(rawValue: "wamid.1"), isHeld: false)

    /// Each answer with the status and the reason that an armed notification gets from it.
    private static let answers: [(SendResult, NotificationStatus, String)] = [
        (accepted, .accepted, ""),
        (.notSent(detail: "sealed"), .pending, ""),
        (.unknown(code: 131_000, detail: "500"), .uncertain, ""),
        (refused(.retry(after: nil)), .pending, ""),
        (refused(.stopMessage), .dead, "PROVIDER_REJECTED"),
        (refused(.stopRecipient), .dead, "PROVIDER_REJECTED"),
        (refused(.pauseTemplate), .held, "TEMPLATE_PAUSED"),
        (refused(.stopTemplate), .dead, "PROVIDER_REJECTED"),
        (refused(.stopSender(.restricted)), .pending, ""),
        (refused(.unclassified), .pending, ""),
    ]

    @Test func anArmedNotificationGoesWhereTheAnswerSendsIt() {
        for (answer, status, reason) in Self.answers {
            let effects = report(answer)
            #expect(effects.notification.status == status, "\(answer)")
            #expect(effects.notification.statusReason == reason, "\(answer)")
            #expect(effects.attempt.endedAt == Fixtures.now, "\(answer)")
            #expect(effects.attempt.result == Self.result(of: answer), "\(answer)")
        }
    }

    @Test func whatWasWithdrawnMeanwhileIsNotTriedAgain() {
        for (answer, status, _) in Self.answers {
            let withdrawn = Fixtures.notification(
                status: .armed, attemptNumber: 1, isWithdrawn: true)
            let effects = report(answer, withdrawn)
            let expected: NotificationStatus =
                status == .pending || status == .held ? .superseded : status
            #expect(effects.notification.status == expected, "\(answer)")
        }
    }

    @Test(arguments: NotificationStatus.allCases.filter { $0 != .armed })
    func anAnswerMovesNothingButAnArmedNotification(status: NotificationStatus) {
        let notification = Fixtures.notification(status: status, attemptNumber: 1)

        for (answer, _, _) in Self.answers where answer != Self.accepted {
            var expected = report(answer, notification).notification
            expected.attemptsSpent = 0
            #expect(expected == notification, "\(answer)")
        }
    }

    @Test(arguments: NotificationStatus.allCases)
    func anAcceptanceSettlesOnlyWhatIsOpen(status: NotificationStatus) {
        let notification = Fixtures.notification(status: status, attemptNumber: 1)

        let after = report(Self.accepted, notification).notification.status

        let isOpen = [.armed, .uncertain, .unresolved].contains(status)
        #expect(after == (isOpen ? .accepted : status))
    }

    @Test func aReportThatComesTwiceChangesNothing() {
        for (answer, _, _) in Self.answers {
            let first = report(answer)
            for (second, _, _) in Self.answers where second != Self.accepted || answer == second {
                let again = report(second, first.notification, first.attempt, at: 1)
                #expect(again.notification == first.notification, "\(answer), \(second)")
                #expect(again.attempt == first.attempt, "\(answer), \(second)")
            }
        }
    }

    @Test func onlyRefusalsOfTheTemplateTellItsBindings() {
        #expect(report(Self.refused(.pauseTemplate)).templateStatus == .paused)
        #expect(report(Self.refused(.stopTemplate)).templateStatus == .unapproved)
        for (answer, _, _) in Self.answers
        where ![Self.refused(.pauseTemplate), Self.refused(.stopTemplate)].contains(answer) {
            #expect(report(answer).templateStatus == nil, "\(answer)")
        }
    }

    @Test(arguments: [
        (0, 2), (1, 8), (2, 30), (3, 120), (4, 480), (5, 1_800), (6, 3_600), (7, 3_600),
        (20, 3_600),
    ])
    func refusalsAreRetriedByTheSchedule(spent: Int, seconds: Int64) {
        let jitters: [(Double, Int64)] = [(0, 800), (0.5, 1_000), (1, 1_200)]
        for (jitter, milliseconds) in jitters {
            let effects = report(
                Self.refused(.retry(after: nil)), armed(spent: spent), jitter: jitter)
            #expect(effects.notification.attemptsSpent == spent + 1)
            #expect(delay(effects) == .milliseconds(seconds * milliseconds))
        }
    }

    @Test func metasOwnDelayIsNotShortened() {
        let effects = report(Self.refused(.retry(after: .seconds(60))), jitter: 0)

        #expect(delay(effects) == .seconds(60))
    }

    @Test func nothingIsDueAfterItExpires() {
        var notification = armed(spent: 6)
        notification.expiresAt = Fixtures.now + .seconds(10)

        let effects = report(Self.refused(.retry(after: nil)), notification)

        #expect(effects.notification.dueAt == notification.expiresAt)
    }

    @Test(arguments: [(1, 1), (2, 2), (3, 4), (7, 60), (50, 60)])
    func whatNeverLeftIsTriedSoonAndSpendsNothing(tries: Int, seconds: Int64) {
        let effects = report(.notSent(detail: ""), armed(tries: tries), jitter: 0.5)

        #expect(effects.notification.attemptsSpent == 0)
        #expect(delay(effects) == .seconds(seconds))
    }

    @Test(arguments: [(1, 60), (2, 120), (7, 3_600), (80, 3_600)])
    func aStoppedAccountMakesItWaitAndSpendsNothing(tries: Int, seconds: Int64) {
        let effects = report(
            Self.refused(.stopSender(.restricted)), armed(tries: tries), jitter: 0.5)

        #expect(effects.notification.attemptsSpent == 0)
        #expect(delay(effects) == .seconds(seconds))
    }

    @Test(arguments: [(0, NotificationStatus.pending), (1, .pending), (2, .dead)])
    func anUnknownCodeIsRetriedTwice(spent: Int, status: NotificationStatus) {
        let effects = report(Self.refused(.unclassified), armed(spent: spent))

        #expect(effects.notification.status == status)
        #expect(effects.notification.code == 99)
    }

    private static func refused(_ refusal: RefusalClass) -> SendResult {
        .refused(code: 99, refusal, detail: "no")
    }

    private static func result(of answer: SendResult) -> AttemptResult {
        switch answer {
        case .accepted: .accepted
        case .refused: .refused
        case .notSent: .notSent
        case .unknown: .uncertain
        }
    }

    private func armed(spent: Int = 0, tries: Int? = nil) -> Notification {
        var notification = Fixtures.notification(
            status: .armed, attemptNumber: tries ?? spent + 1)
        notification.attemptsSpent = spent
        return notification
    }

    private func delay(_ effects: AttemptReport.Effects) -> Duration {
        effects.notification.dueAt.since(Fixtures.now)
    }

    private func report(
        _ result: SendResult,
        _ notification: Notification = Fixtures.notification(status: .armed, attemptNumber: 1),
        _ attempt: Attempt = Fixtures.attempt(), at seconds: Int64 = 0, jitter: Double = 0.5
    ) -> AttemptReport.Effects {
        AttemptReport(
            reference: NotificationReference(
                merchant: Fixtures.merchant.id, notification: notification.id),
            token: attempt.token, result: result
        ).decide(
            notification: notification, attempt: attempt, at: Fixtures.now + .seconds(seconds),
            jitter: jitter)
    }
}
