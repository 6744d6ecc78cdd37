import Metrics
import Notifications
import StoreCore
import TestKit
import Testing

/// Attempts without an answer, from the send to their end.
@Suite struct UncertainTests {
    private let clock = ManualClock()
    private let place: StorePlace
    private let number = PhoneNumberID(rawValue: "800000000000002")

    init() throws { place = try StorePlace(clock: clock) }

    /// Hands over a store in which an attempt of the session ended without an answer.
    private func withUncertain(
        _ state: PaymentState = .paid,
        _ body: (any Store, OutboundMessage) async throws -> Void
    ) async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let message = try await store.armed(state)
            clock.advance(by: .seconds(10))
            try await store.report(.unknown(code: 0, detail: "reset"), of: message)
            try await body(store, message)
        }
    }

    @Test func sendsOnceMoreAfterSilenceWhileOthersArrive() async throws {
        try await withUncertain { store, message in
            try await deliverOthers(in: store)
            clock.advance(by: .seconds(119))
            #expect(try await look(at: message, in: store) == .recorded(.uncertain))
            clock.advance(by: .seconds(1))
            #expect(try await look(at: message, in: store) == .recorded(.pending))

            let second = try await store.arm(message.reference.notification)
            #expect(second.token != message.token)
            let notification = try await store.onlyNotification()
            #expect(notification.resends == 1)
            #expect(notification.isPossibleDuplicate)
            #expect(!notification.isDuplicateConfirmed)
        }
    }

    @Test func silenceAloneSendsNothing() async throws {
        try await withUncertain { store, message in
            clock.advance(by: .seconds(3_600))
            #expect(try await look(at: message, in: store) == .recorded(.uncertain))
            let due = try await store.onlyNotification().dueAt
            #expect(due == clock.now() + .seconds(30))
        }
    }

    @Test func aLookThatFindsNothingIsNoChangeToFollow() async throws {
        try await withUncertain { store, message in
            let before = try await changes(in: store)
            clock.advance(by: .seconds(300))
            _ = try await look(at: message, in: store)
            #expect(try await changes(in: store) == before)
        }
    }

    @Test func leavesAMessageBeforeThePaymentToAPerson() async throws {
        try await withUncertain(.created) { store, message in
            try await deliverOthers(in: store)
            clock.advance(by: .seconds(120))
            #expect(try await look(at: message, in: store) == .recorded(.unresolved))
        }
    }

    @Test func evidenceOfAnEarlierStartCountsForNothing() async throws {
        try await withUncertain { store, _ in try await deliverOthers(in: store) }
        clock.advance(by: .seconds(600))

        try await withStore(place) { store in
            let notification = try await store.onlyNotification()
            let look = Command.resolveUncertain(
                ResolveUncertain(reference: store.reference(notification.id)))
            #expect(try await store.carryOut(look) == .recorded(.uncertain))
            try await deliverOthers(in: store, sessions: 11...13)
            clock.advance(by: .seconds(119))
            #expect(try await store.carryOut(look) == .recorded(.uncertain))
            clock.advance(by: .seconds(1))
            #expect(try await store.carryOut(look) == .recorded(.pending))
        }
    }

    @Test func messagesOfAnotherNumberAreNoEvidence() async throws {
        try await withUncertain { store, message in
            let other = MerchantID(rawValue: "other")
            try await store.prepare(other, phoneNumberID: "800000000000003")
            try await deliverOthers(in: store, of: other, from: "800000000000003")
            clock.advance(by: .seconds(600))
            #expect(try await look(at: message, in: store) == .recorded(.uncertain))
        }
    }

    @Test func aMerchantWhoSharesTheNumberLendsItsEvidence() async throws {
        try await withUncertain { store, message in
            let other = MerchantID(rawValue: "other")
            try await store.prepare(other)
            try await deliverOthers(in: store, of: other)
            clock.advance(by: .seconds(120))
            #expect(try await look(at: message, in: store) == .recorded(.pending))
        }
    }

    @Test func aTemplateThatMetaKeepsBackIsWaitedFor() async throws {
        try await withUncertain { store, message in
            try await store.enable("held")
            let held = try await store.armed(.paid, session: "held")
            let answer = SendResult.accepted(MessageID(rawValue: "wamid.held"), isHeld: true)
            try await store.report(answer, of: held)
            try await deliverOthers(in: store)
            clock.advance(by: .seconds(600))
            #expect(try await look(at: message, in: store) == .recorded(.uncertain))

            _ = try await store.carryOut(receipt(.sent, held))
            clock.advance(by: .seconds(119))
            #expect(try await look(at: message, in: store) == .recorded(.uncertain))
            clock.advance(by: .seconds(1))
            #expect(try await look(at: message, in: store) == .recorded(.pending))
        }
    }

    @Test func aReceiptSettlesItWhateverTheEvidence() async throws {
        try await withUncertain { store, message in
            try await deliverOthers(in: store)
            clock.advance(by: .seconds(120))
            _ = try await look(at: message, in: store)
            #expect(try await store.carryOut(receipt(.sent, message)) == .recorded(.sent))

            let arm = Command.arm(ArmNotification(reference: message.reference))
            #expect(try await store.carryOut(arm) == .armed(.nothing(.sent)))
            #expect(try await store.onlyNotification().resends == 0)
        }
    }

    @Test func aProofOfBothConfirmsTheDuplicate() async throws {
        try await withUncertain { store, message in
            try await deliverOthers(in: store)
            clock.advance(by: .seconds(120))
            _ = try await look(at: message, in: store)
            let second = try await store.arm(message.reference.notification)
            let wamid = MessageID(rawValue: "wamid.\(second.token)")
            try await store.report(.accepted(wamid, isHeld: false), of: second)
            _ = try await store.carryOut(receipt(.delivered, second))
            #expect(try await !store.onlyNotification().isDuplicateConfirmed)
            _ = try await store.carryOut(receipt(.sent, message))

            let entry = try #require(try await store.timeline().notifications.first)
            #expect(entry.notification.isDuplicateConfirmed)
            #expect(entry.notification.status == .delivered)
            #expect(entry.attempts.map(\.result) == [.accepted, .accepted])
        }
    }

    @Test(arguments: [true, false])
    func aReceiptAndOurOwnAnswerMeetInEitherOrder(receiptFirst: Bool) async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let id = try #require(try await store.notify(.paid).notification)
            let message = try await store.arm(id)
            let wamid = MessageID(rawValue: "wamid.\(message.token)")
            let answer = Command.recordAttempt(
                AttemptReport(.accepted(wamid, isHeld: false), of: message))
            let commands = [receipt(.delivered, message), answer]
            for command in receiptFirst ? commands : commands.reversed() {
                _ = try await store.carryOut(command)
            }
            // Without its token, by the message's id.
            _ = try await store.carryOut(receipt(.read, message, hasToken: false))

            let entry = try #require(try await store.timeline().notifications.first)
            #expect(entry.notification.status == .read)
            #expect(entry.attempts.first?.message == wamid)
            #expect(entry.attempts.first?.receipts.map(\.status) == [.delivered, .read])
        }
    }

    @Test func aFailureIsExplainedInTheAttempt() async throws {
        try await withUncertain { store, message in
            var failed = report(of: .failed, message, hasToken: true)
            failed.code = 131_026
            failed.detail = "the message is undeliverable"
            _ = try await store.carryOut(.recordReceipt(failed))
            let attempt = try #require(
                try await store.timeline().notifications.first?.attempts.first)
            #expect(attempt.detail == "the message is undeliverable")
        }
    }
}

extension UncertainTests {
    private func report(
        of status: Receipt.Status, _ message: OutboundMessage, hasToken: Bool,
        from number: String = "800000000000002"
    ) -> ReceiptReport {
        ReceiptReport(
            phoneNumberID: PhoneNumberID(rawValue: number), token: hasToken ? message.token : nil,
            message: MessageID(rawValue: "wamid.\(message.token)"), status: status,
            occurredAt: clock.now(), code: 0)
    }

    private func receipt(
        _ status: Receipt.Status, _ message: OutboundMessage, hasToken: Bool = true,
        from number: String = "800000000000002"
    ) -> Command {
        .recordReceipt(report(of: status, message, hasToken: hasToken, from: number))
    }

    private func look(
        at message: OutboundMessage, in store: any Store
    ) async throws -> CommandAnswer {
        try await store.carryOut(
            .resolveUncertain(ResolveUncertain(reference: message.reference)))
    }

    /// Lets messages of other sessions leave and arrive, a millisecond later.
    private func deliverOthers(
        in store: any Store, of merchant: MerchantID = Fixtures.merchant.id,
        sessions: ClosedRange<Int> = 1...3, from number: String = "800000000000002"
    ) async throws {
        clock.advance(by: .milliseconds(1))
        for index in sessions {
            var enable = Fixtures.enable()
            enable.merchant = merchant
            enable.session = SessionID(rawValue: "other-\(index)")
            _ = try await store.carryOut(.enableNotifications(enable))
            var change = Fixtures.change(to: .paid)
            change.merchant = merchant
            change.session = enable.session
            guard
                case .decided(let decision, _) =
                    try await store.carryOut(.notifyStateChange(change)),
                let id = decision.notification
            else { throw UnexpectedResult(description: "nothing to send") }
            let message = try await store.arm(id, of: merchant)
            _ = try await store.carryOut(receipt(.sent, message, from: number))
        }
        clock.advance(by: .milliseconds(-1))
    }

    private func changes(in store: any Store) async throws -> Int64? {
        try await store.notifications(
            NotificationQuery(
                merchant: Fixtures.merchant.id, session: nil, status: nil,
                position: .changed(after: 0), limit: 50))?.next
    }
}

extension Store {
    /// The notification of the fixtures' session.
    fileprivate func onlyNotification() async throws -> Notifications.Notification {
        guard let entry = try await timeline().notifications.first else {
            throw UnexpectedResult(description: "no notification")
        }
        return entry.notification
    }

    fileprivate func reference(_ id: NotificationID) -> NotificationReference {
        NotificationReference(merchant: Fixtures.merchant.id, notification: id)
    }
}
