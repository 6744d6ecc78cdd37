import TestKit
import Testing

@testable import Notifications

@Suite struct ReceiptReportTests {
    private typealias Pair = (notification: Notification, attempt: Attempt)

    /// Every set of receipts with the status that all its orders end in.
    @Test(arguments: [
        ([Receipt.Status.sent], NotificationStatus.sent), ([.delivered], .delivered),
        ([.read], .read), ([.failed], .failed), ([.sent, .delivered], .delivered),
        ([.sent, .read], .read), ([.sent, .failed], .failed), ([.delivered, .read], .read),
        ([.delivered, .failed], .delivered), ([.read, .failed], .read),
        ([.sent, .delivered, .read], .read), ([.sent, .delivered, .failed], .delivered),
        ([.sent, .read, .failed], .read), ([.delivered, .read, .failed], .read),
        ([.sent, .delivered, .read, .failed], .read),
    ])
    func everyOrderEndsInTheSame(kinds: [Receipt.Status], status: NotificationStatus) {
        for base in [Self.armed, Self.accepted, Self.uncertain] {
            for order in kinds.permutations() {
                let end = play(order, on: base)
                #expect(end.notification.status == status, "\(order)")
                #expect(Set(end.attempt.receipts.map(\.status)) == Set(kinds))
                #expect(end.attempt == play(kinds, on: base).attempt, "\(order)")
                for _ in 1...2 { #expect(play(order, on: end) == end, "\(order)") }
            }
        }
    }

    @Test func repeatsAmongOthersChangeNothing() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed of repeatsAmongOthersChangeNothing: \(seed)")
        var random = SeededGenerator(seed: seed)
        let once = Receipt.Status.allCases
        for _ in 0..<200 {
            let order = (once + once + once).shuffled(using: &random)
            #expect(
                play(order, on: Self.armed) == play(once, on: Self.armed), "seed \(seed)")
        }
    }

    @Test(arguments: [
        (Receipt.Status.sent, "", 0), (.delivered, "DELIVERED", 0), (.read, "READ", 0),
        (.failed, "FAILED", 131_026),
    ])
    func theReasonNamesTheEnd(kind: Receipt.Status, reason: String, code: Int) {
        let end = play([kind], on: Self.accepted)

        #expect(end.notification.statusReason == reason)
        #expect(end.notification.code == code)
    }

    @Test(arguments: NotificationStatus.allCases)
    func aDeliveryIsBelievedWhateverWeThought(status: NotificationStatus) {
        let base = (
            Fixtures.notification(status: status, attemptNumber: 1),
            Fixtures.attempt(result: .refused)
        )

        let end = play([.delivered], on: base)

        #expect(end.notification.status == (status == .read ? .read : .delivered))
        #expect(end.attempt.result == .accepted)
    }

    @Test(arguments: NotificationStatus.allCases)
    func aFailureCountsOnlyWhileTheOutcomeIsOpen(status: NotificationStatus) {
        let base = (
            Fixtures.notification(status: status, attemptNumber: 1), Fixtures.attempt()
        )

        let after = play([.failed], on: base).notification.status

        let open: [NotificationStatus] = [.armed, .accepted, .sent, .uncertain, .unresolved]
        #expect(after == (open.contains(status) ? .failed : status))
    }

    @Test func aFailureOfAnOlderAttemptLeavesTheNewerOneAlone() {
        let base = (
            Fixtures.notification(status: .armed, attemptNumber: 2), Fixtures.attempt(number: 1)
        )

        let end = play([.failed], on: base)

        #expect(end.notification == base.0)
        #expect(end.attempt.receipts.count == 1)
    }

    @Test func aReceiptThatOvertookTheAnswerWins() {
        let overtaken = play([.delivered], on: Self.armed)
        let results: [SendResult] = [
            .accepted(MessageID(rawValue: "wamid.1"), isHeld: false),
            .refused(code: 100, .stopMessage, detail: ""), .notSent(detail: ""),
            .unknown(code: 0, detail: ""),
        ]

        for result in results {
            let effects = answer(result, on: overtaken)
            #expect(effects.notification == overtaken.notification, "\(result)")
            #expect(effects.attempt.result == .accepted, "\(result)")
        }
    }

    @Test func theEarlierOfTwoReceiptsOfAKindStays() {
        let late = report(.failed, code: 2, at: 5)
        let early = report(.failed, code: 1, at: 3)

        for order in [[late, early], [early, late]] {
            var pair = Self.accepted
            for receipt in order {
                let effects = receipt.decide(
                    notification: pair.notification, attempt: pair.attempt,
                    others: [], at: Fixtures.now)
                pair = (effects.notification, effects.attempt)
            }
            #expect(pair.attempt.receipts.map(\.code) == [1])
            #expect(pair.notification.code == 1)
        }
    }
}

// What becomes of a message that a person sends once more.
extension ReceiptReportTests {
    @Test func aLateReceiptOfAProvedMessageLeavesTheNextOneWaiting() {
        let sent = play([.sent], on: Self.accepted)
        let waiting = sent.notification.pending(dueAt: Fixtures.now, at: Fixtures.now)
        for kind in Receipt.Status.allCases {
            let effects = report(kind).decide(
                notification: waiting, attempt: sent.attempt, others: [], isReplay: true,
                at: Fixtures.now)

            #expect(effects.notification == waiting, "\(kind)")
            #expect(effects.templateStatus == nil)
            #expect(effects.attempt.receipts.contains { $0.status == kind }, "it is kept")
        }
    }

    @Test func theFirstProofOfAMessageThatWasDoubtedSettlesTheNextOne() {
        var waiting = Self.accepted.notification.pending(dueAt: Fixtures.now, at: Fixtures.now)
        waiting.resends = 1

        let effects = report(.delivered).decide(
            notification: waiting, attempt: Self.uncertain.attempt, others: [], isReplay: true,
            at: Fixtures.now)

        #expect(effects.notification.status == .delivered)
    }
}

// What becomes of a message that Meta kept back to assess its template.
extension ReceiptReportTests {
    private static let drop = ReceiptReport(
        phoneNumberID: Fixtures.authenticator.phoneNumberID, token: nil,
        message: MessageID(rawValue: "wamid.1"), status: .failed, occurredAt: Fixtures.now,
        code: ErrorCode.templatePaused)

    @Test func aDroppedMessageWaitsForItsTemplateAgain() {
        for order in ["answer first", "receipt first"] {
            let end = drop(order, from: Self.armed)
            #expect(end.notification.status == .pending, "\(order)")
            #expect(end.notification.dueAt == Fixtures.now, "\(order)")
            #expect(end.notification.attemptsSpent == 0, "\(order)")
            #expect(end.notification.code == ErrorCode.templatePaused, "\(order)")
        }
    }

    @Test func aDroppedMessageThatWasWithdrawnOrExpiredEnds() {
        var withdrawn = Self.armed
        withdrawn.notification.isWithdrawn = true
        var expired = Self.armed
        expired.notification.expiresAt = Fixtures.now

        for order in ["answer first", "receipt first"] {
            #expect(drop(order, from: withdrawn).notification.status == .superseded, "\(order)")
            #expect(drop(order, from: expired).notification.status == .failed, "\(order)")
        }
    }

    @Test func aMessageThatWasNotKeptBackFailsForGood() {
        let effects = Self.drop.decide(
            notification: Self.accepted.notification, attempt: Self.accepted.attempt, others: [],
            at: Fixtures.now)

        #expect(effects.notification.status == .failed)
    }

    @Test func aDropThatIsToldTwiceDoesNotDisturbTheNextAttempt() {
        let dropped = drop("answer first", from: Self.armed)
        var next = dropped.notification.entering(.armed, at: Fixtures.now)
        next.attemptNumber = 2

        let effects = Self.drop.decide(
            notification: next, attempt: dropped.attempt, others: [], at: Fixtures.now)

        #expect(effects.notification == next)
    }

    private func drop(_ order: String, from base: Pair) -> Pair {
        let held = SendResult.accepted(MessageID(rawValue: "wamid.1"), isHeld: true)
        var pair = base
        if order == "answer first" {
            let effects = answer(held, on: pair)
            pair = (effects.notification, effects.attempt)
        }
        let effects = Self.drop.decide(
            notification: pair.notification, attempt: pair.attempt, others: [],
            at: Fixtures.now)
        pair = (effects.notification, effects.attempt)
        if order == "receipt first" {
            let effects = answer(held, on: pair)
            pair = (effects.notification, effects.attempt)
        }
        return pair
    }
}

extension ReceiptReportTests {
    private static let armed = (
        notification: Fixtures.notification(status: .armed, attemptNumber: 1),
        attempt: Fixtures.attempt()
    )
    private static let accepted = (
        notification: Fixtures.notification(status: .accepted, attemptNumber: 1),
        attempt: Fixtures.attempt(result: .accepted)
    )
    private static let uncertain = (
        notification: Fixtures.notification(status: .uncertain, attemptNumber: 1),
        attempt: Fixtures.attempt(result: .uncertain)
    )

    private func play(_ kinds: [Receipt.Status], on base: Pair) -> Pair {
        var pair = base
        for kind in kinds {
            let effects = report(kind).decide(
                notification: pair.notification, attempt: pair.attempt, others: [],
                at: Fixtures.now)
            pair = (effects.notification, effects.attempt)
        }
        return pair
    }

    private func answer(_ result: SendResult, on pair: Pair) -> AttemptEffects {
        AttemptReport(
            reference: NotificationReference(
                merchant: Fixtures.merchant.id, notification: pair.notification.id),
            token: pair.attempt.token, result: result
        ).decide(
            notification: pair.notification, attempt: pair.attempt, earlier: [],
            at: Fixtures.now, jitter: 0)
    }

    private func report(
        _ status: Receipt.Status, code: Int = 131_026, at seconds: Int64 = 0
    ) -> ReceiptReport {
        ReceiptReport(
            phoneNumberID: Fixtures.authenticator.phoneNumberID,
            token: AttemptToken(rawValue: "v1.token-1"), message: MessageID(rawValue: "wamid.1"),
            status: status, occurredAt: Fixtures.now + .seconds(seconds),
            code: status == .failed ? code : 0)
    }
}
