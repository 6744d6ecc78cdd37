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
        (refused(.stopMessage), .pending, "REFUSED"),
        (refused(.stopRecipient), .dead, "PROVIDER_REJECTED"),
        (refused(.pauseTemplate), .pending, ""),
        (refused(.stopTemplate), .pending, ""),
        (refused(.stopSender(.restricted)), .pending, ""),
        (refused(.retryOnce(after: .zero)), .pending, ""),
        (refused(.pairLimit), .pending, ""),
        (refused(.throughput), .pending, ""),
        (refused(.senderBusy(.seconds(60))), .pending, ""),
        (refused(.accountRate(.seconds(60))), .pending, ""),
        (refused(.doubtTemplate), .pending, "REFUSED"),
        (refused(.unclassified), .pending, "REFUSED"),
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
                status == .pending ? .superseded : status
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
        let tellers: [(SendResult, TemplateStatus)] = [
            (Self.refused(.pauseTemplate), .paused), (Self.refused(.stopTemplate), .unapproved),
            (Self.refused(.doubtTemplate), .unverified),
        ]
        for (answer, _, _) in Self.answers {
            let status = tellers.first { $0.0 == answer }?.1
            #expect(report(answer).templateStatus == status, "\(answer)")
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

    @Test func whatMeetsAPausedTemplateIsDueAtOnceAndSpendsNothing() {
        let effects = report(Self.refused(.pauseTemplate), armed(spent: 1))

        #expect(effects.notification.attemptsSpent == 1)
        #expect(delay(effects) == .zero)
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

    @Test(
        arguments: [
            (RefusalClass.throughput, 1), (.senderBusy(.seconds(60)), 60),
            (.accountRate(.seconds(300)), 300), (.stopSender(.restricted), 5),
            (.stopSender(.credentials), 5), (.stopSender(.spam), 5),
        ] as [(RefusalClass, Int64)])
    func whatTheNumberCannotHelpSpendsNothing(refusal: RefusalClass, seconds: Int64) {
        let effects = report(Self.refused(refusal), armed(tries: 7))

        #expect(effects.notification.attemptsSpent == 0)
        #expect(delay(effects) == .seconds(seconds))
    }

    @Test(arguments: [(0, 1), (1, 4), (2, 16), (3, 64), (4, 256), (5, 256), (40, 256)])
    func theRecipientsLimitMakesItWaitTheLongerTheMoreOften(repeats: Int, seconds: Int64) {
        var other = Fixtures.attempt(number: 1, result: .refused)
        other.code = 100
        let earlier = [other] + (0..<repeats).map { Self.refusedAttempt(number: $0 + 2) }
        let attempt = Fixtures.attempt(number: repeats + 2)

        let effects = report(
            Self.refused(.pairLimit), armed(tries: repeats + 2), attempt, earlier: earlier)

        #expect(effects.notification.attemptsSpent == 0)
        #expect(delay(effects) == .seconds(seconds))
    }

    @Test func aCodeThatIsRetriedOnceIsKeptTheSecondTime() {
        let refusal = Self.refused(.retryOnce(after: .seconds(60)))

        let first = report(refusal)
        let second = report(
            refusal, armed(spent: 1), Fixtures.attempt(number: 2),
            earlier: [Self.refusedAttempt(number: 1)])

        #expect(first.notification.status == .pending)
        #expect(delay(first) == .seconds(60))
        #expect(first.notification.statusReason.isEmpty)
        #expect(second.notification.isKept)
    }

    private static func refusedAttempt(number: Int) -> Attempt {
        var attempt = Fixtures.attempt(number: number, result: .refused)
        attempt.code = 99
        return attempt
    }

    @Test(
        arguments: [
            RefusalClass.stopMessage, .doubtTemplate, .unclassified,
        ], [(0, 30), (1, 120), (2, 480), (3, 1_800), (4, 3_600), (40, 3_600)])
    func whatMayConcernOthersIsKeptAndTriedSeldom(refusal: RefusalClass, wait: (Int, Int64)) {
        let (spent, seconds) = wait
        let effects = report(Self.refused(refusal), armed(spent: spent), jitter: 0.5)

        #expect(refusal.mayConcernOthers)
        #expect(effects.notification.isKept)
        #expect(effects.notification.code == 99)
        #expect(effects.notification.attemptsSpent == spent + 1)
        #expect(delay(effects) == .seconds(seconds))
    }

    @Test func whatIsKeptEndsByAnAcceptanceAfterItAndWaitsAfterAStop() {
        let kept = report(Self.refused(.stopMessage)).notification
        let later = Fixtures.now + .seconds(1)

        #expect(kept.afterAcceptance(ofOneArmedAt: kept.updatedAt, at: later) == nil)
        let ended = kept.afterAcceptance(ofOneArmedAt: later, at: later)
        #expect(ended?.status == .dead)
        #expect(ended?.code == 99)
        let waiting = kept.afterStop(at: later)
        #expect(waiting?.status == .pending)
        #expect(waiting?.isKept == false)
        #expect(waiting?.dueAt == kept.dueAt)
        #expect(ended?.afterStop(at: later) == nil)
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

    private func delay(_ effects: AttemptEffects) -> Duration {
        effects.notification.dueAt.since(Fixtures.now)
    }

    private func report(
        _ result: SendResult,
        _ notification: Notification = Fixtures.notification(status: .armed, attemptNumber: 1),
        _ attempt: Attempt = Fixtures.attempt(), earlier: [Attempt] = [], at seconds: Int64 = 0,
        jitter: Double = 0.5
    ) -> AttemptEffects {
        AttemptReport(
            reference: NotificationReference(
                merchant: Fixtures.merchant.id, notification: notification.id),
            token: attempt.token, result: result
        ).decide(
            notification: notification, attempt: attempt, earlier: earlier,
            at: Fixtures.now + .seconds(seconds), jitter: jitter)
    }
}
