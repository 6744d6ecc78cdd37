import StoreCore
import TestKit
import Testing

@testable import Notifications

/// What is past its days is forgotten, and nothing else.
@Suite struct RetentionTests {
    private let clock = ManualClock()
    private let place: StorePlace

    init() throws { place = try StorePlace(clock: clock) }

    /// Sweeps until nothing more is past its days; gives how much went.
    @discardableResult
    private func sweep(
        _ subject: RetentionSubject, keeping days: Int, limit: Int = 100, in store: any Store
    ) async throws -> Int {
        var forgotten = 0
        for _ in 0..<1_000 {
            let command = ForgetOld(subject, until: clock.now() - .days(days), limit: limit)
            guard case .forgot(let answer) = try await store.carryOut(.forget(command)) else {
                throw UnexpectedResult(description: "another answer")
            }
            forgotten += answer.forgotten
            if !answer.hasMore { return forgotten }
        }
        throw UnexpectedResult(description: "no end")
    }

    /// A session whose one message was read.
    private func read(_ session: String = "session-1", in store: any Store) async throws {
        try await store.enable(session)
        let message = try await store.armed(.paid, session: session)
        try await store.report(
            .accepted(MessageID(rawValue: "wamid.\(session)"), isHeld: false, names: .none),
            of: message)
        try await store.receipt(.read, of: message, at: clock.now())
    }

    // MARK: Texts

    @Test func aTextGoesWhenItsDaysAreOverAndTheRestStays() async throws {
        try await place.withPrepared { store in
            try await read(in: store)
            clock.advance(by: .days(30) - .milliseconds(1))
            #expect(try await sweep(.texts, keeping: 30, in: store) == 0)
            clock.advance(by: .milliseconds(1))
            #expect(try await sweep(.texts, keeping: 30, in: store) == 1)
            #expect(try await sweep(.texts, keeping: 30, in: store) == 0)

            let entry = try #require(try await store.timeline().notifications.first)
            #expect(entry.attempts.map(\.renderedText) == [""])
            #expect(entry.attempts[0].message == MessageID(rawValue: "wamid.session-1"))
            #expect(entry.notification.phone == Fixtures.phone)
            #expect(entry.notification.status == .read)
        }
    }

    @Test func aReceiptThatComesLaterDoesNotBringTheTextBack() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let message = try await store.armed(.paid)
            try await store.report(
                .accepted(MessageID(rawValue: "wamid.1"), isHeld: false), of: message)
            clock.advance(by: .days(30))
            try await sweep(.texts, keeping: 30, in: store)

            try await store.receipt(.read, of: message, at: clock.now())

            let attempt = try #require(
                try await store.timeline().notifications.first?.attempts.first)
            #expect(attempt.renderedText == "")
            #expect(attempt.receipts.map(\.status) == [.read])
        }
    }

    @Test func aMessageThatIsTriedAgainAfterMonthsHasARowOfItsOwn() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let first = try await store.armed(.paid)
            try await store.report(.notSent(detail: "no connection"), of: first)
            let id = first.reference.notification
            _ = try await store.carryOut(.cancel(CancelNotification(reference: first.reference)))
            clock.advance(by: .days(31))
            try await sweep(.texts, keeping: 30, in: store)
            _ = try await store.carryOut(
                .resend(
                    ResendNotification(
                        reference: first.reference, key: ResendKey(rawValue: "k"),
                        allowsSuperseded: true, actor: .unknown)))
            _ = try await store.arm(id)
            clock.advance(by: .days(31))

            #expect(try await sweep(.texts, keeping: 30, in: store) == 1)

            let attempts = try await store.timeline().notifications.flatMap(\.attempts)
            #expect(attempts.map(\.renderedText) == ["", ""])
        }
    }

    // MARK: Customers

    @Test func aCustomerIsForgottenAndAmountsStatesAndTimesStay() async throws {
        try await place.withPrepared { store in
            try await read(in: store)
            let before = try await store.timeline()
            clock.advance(by: .days(180))
            #expect(try await sweep(.people, keeping: 180, in: store) == 1)

            let after = try await store.timeline()
            #expect(after.session.enablement == nil)
            #expect(after.session.attributes.customerName == nil)
            #expect(after.session.attributes.orderNumber == nil)
            #expect(after.session.attributes.checkoutLink == nil)
            #expect(after.session.attributes.amount == Fixtures.attributes.amount)
            #expect(after.session.currentState == .paid)
            #expect(after.stateChanges == before.stateChanges)
            let entry = try #require(after.notifications.first)
            #expect(entry.notification.phone.isForgotten)
            #expect(entry.notification.phone.masked == "")
            #expect(entry.notification.status == .read)
            #expect(entry.attempts.map(\.message) == [nil])
            #expect(
                entry.attempts.map(\.receipts) == before.notifications[0].attempts.map(\.receipts))
        }
    }

    @Test func nobodyIsWrittenToWhoWasForgotten() async throws {
        try await place.withPrepared { store in
            try await read(in: store)
            let id = try #require(try await store.timeline().notifications.first).notification.id
            clock.advance(by: .days(180))
            try await sweep(.people, keeping: 180, in: store)

            let resend = await store.perform(
                .resend(
                    ResendNotification(
                        reference: NotificationReference(
                            merchant: Fixtures.merchant.id, notification: id),
                        key: ResendKey(rawValue: "k"), allowsSuperseded: true, actor: .unknown)))
            guard case .failure(.refused(.forbidden(let why))) = resend else {
                Issue.record("not refused: \(resend)")
                return
            }
            #expect(why.reason == "RECIPIENT_FORGOTTEN")
            #expect(try await store.notify(.refunded).reason != .queued)
            let next = try await store.notify(.authorized)
            #expect(next.notification == nil)
        }
    }

    @Test func lateNewsOfAForgottenCustomerTellsNothingOfThem() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let message = try await store.armed(.paid)
            try await store.report(
                .accepted(MessageID(rawValue: "wamid.1"), isHeld: false), of: message)
            clock.advance(by: .days(180))
            try await sweep(.people, keeping: 180, in: store)

            var receipt = ReceiptReport(
                phoneNumberID: Fixtures.authenticator.phoneNumberID, token: message.token,
                message: MessageID(rawValue: "wamid.1"), status: .read, occurredAt: clock.now(),
                code: 0)
            receipt.names = CustomerNames(waID: "9651234567890")
            _ = try await store.carryOut(.recordReceipt(receipt))

            let entry = try #require(try await store.timeline().notifications.first)
            #expect(entry.notification.status == .read)
            #expect(entry.attempts.map(\.message) == [nil])
            // A word of whom Meta calls so finds nobody.
            var consent = Fixtures.consent()
            consent.customer = InboundCustomer(names: CustomerNames(userID: "KW.134"))
            #expect(try await store.carryOut(.recordConsent(consent)) == .ignored(.unattributed))
        }
    }

    @Test func aSessionThatIsEnabledAgainIsForgottenAgain() async throws {
        try await place.withPrepared { store in
            try await read(in: store)
            clock.advance(by: .days(180))
            try await sweep(.people, keeping: 180, in: store)
            try await store.enable()
            #expect(try await store.timeline().session.enablement?.phone == Fixtures.phone)
            clock.advance(by: .days(179))
            #expect(try await sweep(.people, keeping: 180, in: store) == 0)
            clock.advance(by: .days(1))
            #expect(try await sweep(.people, keeping: 180, in: store) == 1)
            #expect(try await store.timeline().session.enablement == nil)
        }
    }

    // MARK: Sessions

    @Test func aSessionGoesWithAllThatHangsOnItAndCountsStay() async throws {
        try await place.withPrepared { store in
            try await read(in: store)
            try await store.enable("session-2")
            try await store.notify(.created, session: "session-2")
            clock.advance(by: .days(400))
            try await read("young", in: store)
            // The link of the other one has long stopped working.
            for item in try await store.expired(at: clock.now(), limit: 10) {
                _ = try await store.carryOut(.expire(ExpireNotification(reference: item)))
            }
            #expect(try await sweep(.sessions, keeping: 400, in: store) == 1)
            clock.advance(by: .days(400))
            #expect(try await sweep(.sessions, keeping: 400, in: store) == 2)

            guard
                case .missing(.session) = try await store.timeline(
                    of: Fixtures.sessionID, merchant: Fixtures.merchant.id)
            else {
                Issue.record("still there")
                return
            }
            let counts = try await store.counts()
            #expect(counts.values.allSatisfy { $0 == 0 })
            #expect(try await store.figures().removed == [.read: 2, .expired: 1])
            #expect(try await store.figures().oldestSession == nil)
        }
    }

    @Test func aSessionIsAsOldAsTheLastThatHappenedToIt() async throws {
        try await place.withPrepared { store in
            try await read("a", in: store)
            try await read("b", in: store)
            clock.advance(by: .days(200))
            try await store.notify(.refunded, session: "a", event: "late")
            clock.advance(by: .days(200))
            #expect(try await sweep(.sessions, keeping: 400, in: store) == 1)
            #expect(try await store.timeline("a").stateChanges.count == 2)
            // Its `event_id` still answers as it did.
            clock.advance(by: .days(199))
            #expect(try await sweep(.sessions, keeping: 400, in: store) == 0)
            #expect(
                try await store.notify(.refunded, session: "a", event: "late").notification == nil)
            #expect(try await store.timeline("a").stateChanges.count == 2)
            clock.advance(by: .days(1))
            #expect(try await sweep(.sessions, keeping: 400, in: store) == 1)
        }
    }

    @Test func whatMayStillBeSentStays() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let decision = try await store.notify(.paid)
            #expect(decision.notification != nil)
            clock.advance(by: .days(500))
            #expect(try await sweep(.people, keeping: 180, in: store) == 0)
            #expect(try await sweep(.sessions, keeping: 400, in: store) == 0)
            for item in try await store.expired(at: clock.now(), limit: 10) {
                _ = try await store.carryOut(.expire(ExpireNotification(reference: item)))
            }
            clock.advance(by: .days(1))
            #expect(try await sweep(.people, keeping: 180, in: store) == 0, "it ended yesterday")
            clock.advance(by: .days(400))
            #expect(try await sweep(.people, keeping: 180, in: store) == 1)
            #expect(try await sweep(.sessions, keeping: 400, in: store) == 1)
        }
    }

    @Test func aReplayThatRunsFindsWhatItMatched() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let message = try await store.armed(.paid)
            try await store.report(
                .refused(code: 131_026, .stopRecipient, detail: "no"), of: message)
            clock.advance(by: .days(400))
            _ = try await store.carryOut(
                .startReplay(
                    StartReplay(
                        merchant: Fixtures.merchant.id, filter: ReplayFilter(statuses: [.dead]),
                        rate: 2, isDryRun: false, expectedCount: 1, actor: .unknown)))
            #expect(try await sweep(.people, keeping: 180, in: store) == 0)
            #expect(try await sweep(.sessions, keeping: 400, in: store) == 0)
            let replay = try #require(try await store.runningReplays().first)
            _ = try await store.carryOut(
                .cancelReplay(CancelReplay(reference: replay.reference, actor: .unknown)))
            clock.advance(by: .days(1))
            #expect(try await sweep(.sessions, keeping: 400, in: store) == 1)
        }
    }

    @Test func whatComesAfterAllWentIsSweptToo() async throws {
        try await place.withPrepared { store in
            for _ in 1...3 {
                for session in ["a", "b"] { try await read(session, in: store) }
                clock.advance(by: .days(400))
                #expect(try await sweep(.texts, keeping: 30, in: store) == 2)
                #expect(try await sweep(.people, keeping: 180, in: store) == 2)
                #expect(try await sweep(.sessions, keeping: 400, in: store) == 2)
            }
        }
    }

    @Test func aClockThatWasAheadStopsNoSweep() async throws {
        try await place.withPrepared { store in
            clock.advance(by: .days(3_650))
            try await read("ahead", in: store)
            clock.advance(by: .days(-3_650))
            try await read("a", in: store)
            clock.advance(by: .days(400))
            #expect(try await sweep(.texts, keeping: 30, in: store) == 2)
            #expect(try await sweep(.sessions, keeping: 400, in: store) == 1)
            #expect(try await store.timeline("ahead").session.enablement != nil)
        }
    }

    @Test(arguments: [1, 2, 7, 100])
    func aSweepGoesOnWhereItCameToHoweverSmallItsSteps(limit: Int) async throws {
        try await withStore(place) { store in
            try await store.prepare()
            for number in 1...5 { try await read("s-\(number)", in: store) }
            clock.advance(by: .days(400))
            let command = ForgetOld(.sessions, until: clock.now() - .days(400), limit: limit)
            _ = try await store.carryOut(.forget(command))
        }
        try await withStore(place) { store in
            try await sweep(.texts, keeping: 30, limit: limit, in: store)
            try await sweep(.people, keeping: 180, limit: limit, in: store)
            try await sweep(.sessions, keeping: 400, limit: limit, in: store)
            #expect(try await store.figures().removed == [.read: 5])
        }
    }

    // MARK: Names

    @Test func aNameGoesWhenMetaHasNotGivenItForItsDays() async throws {
        try await place.withPrepared { store in
            let names = CustomerNames(userID: "KW.134")
            var consent = Fixtures.consent()
            consent.customer = InboundCustomer(names: names)
            for session in ["a", "b"] {
                try await store.enable(session)
                let message = try await store.armed(.paid, session: session)
                try await store.report(
                    .accepted(
                        MessageID(rawValue: "wamid.\(session)"), isHeld: false, names: names),
                    of: message)
                clock.advance(by: .days(100))
                #expect(try await sweep(.names, keeping: 180, limit: 1, in: store) == 0)
            }
            // 200 days after the first, 100 after the last.
            #expect(try await store.carryOut(.recordConsent(consent)) == .recorded(nil))
            clock.advance(by: .days(80))
            #expect(try await sweep(.names, keeping: 180, limit: 1, in: store) == 1)
            #expect(try await store.carryOut(.recordConsent(consent)) == .ignored(.unattributed))
        }
    }
}
