import Notifications
import StoreCore
import TestKit
import Testing

@Suite struct DailyBudgetTests {
    private static let day = DailyBudget.window

    private let number = PhoneNumberID(rawValue: "800000000000002")
    private let account = Fixtures.authenticator.accountID
    private let clock = ManualClock()
    private let place: StorePlace

    init() throws { place = try StorePlace(clock: clock) }

    /// Hands over a store whose portfolio may write to so many people.
    private func withLimit(
        _ limit: Int?, _ body: (any Store) async throws -> Void
    ) async throws {
        try await place.withPrepared { store in
            try await store.record(.limit(limit), of: number)
            try await body(store)
        }
    }

    @Test func sendsToNoMorePeopleThanTheLimitAllows() async throws {
        try await withLimit(3) { store in
            for person in 1...3 { try await store.send(.paid, to: person) }

            let last = try await store.tryToSend(.paid, to: 4)

            #expect(last.answer == .armed(.later(Fixtures.now + Self.day)))
            #expect(last.notification.status == .pending)
            #expect(last.notification.statusReason == "DAILY_LIMIT")
            #expect(last.notification.dueAt == last.notification.expiresAt)
            #expect(last.notification.attemptsSpent == 0)
            #expect(last.notification.attemptNumber == 0)
            #expect(last.attempts.isEmpty)
        }
    }

    @Test func sendsAgainToThosePeopleWhomItWroteToAlready() async throws {
        try await withLimit(1) { store in
            try await store.send(.paid, to: 1)
            try await store.send(.failed, to: 1, session: "another")
        }
    }

    @Test func keepsAPartForNewsOfFinishedAttemptsToPay() async throws {
        try await withLimit(10) { store in
            for person in 1...7 { try await store.send(.created, to: person) }

            let created = try await store.tryToSend(.created, to: 8)
            #expect(created.notification.statusReason == "DAILY_LIMIT")
            for person in 9...11 { try await store.send(.paid, to: person) }
            let paid = try await store.tryToSend(.paid, to: 12)
            #expect(paid.notification.statusReason == "DAILY_LIMIT")
        }
    }

    @Test func countsAPersonFromTheLastMessage() async throws {
        try await withLimit(1) { store in
            try await store.send(.paid, to: 1)
            clock.advance(by: .seconds(23 * 3_600))
            try await store.send(.paid, to: 1, session: "another")
            clock.advance(by: .seconds(2 * 3_600))

            let second = try await store.tryToSend(.paid, to: 2)

            #expect(second.answer == .armed(.later(Fixtures.now + .seconds(47 * 3_600))))
            clock.advance(by: .seconds(22 * 3_600))
            try await store.send(.paid, to: 3)
        }
    }

    @Test func letsThoseThatWaitGoOneAfterTheOther() async throws {
        try await withLimit(2) { store in
            try await store.send(.paid, to: 1)
            clock.advance(by: .seconds(60))
            try await store.send(.paid, to: 2)

            let third = try await store.tryToSend(.paid, to: 3)
            let fourth = try await store.tryToSend(.paid, to: 4)
            let fifth = try await store.tryToSend(.paid, to: 5)

            #expect(third.answer == .armed(.later(Fixtures.now + Self.day)))
            #expect(fourth.answer == .armed(.later(Fixtures.now + Self.day + .seconds(60))))
            #expect(fifth.answer == .armed(.later(Fixtures.now + Self.day)))
        }
    }

    @Test func countsWhomItWroteToBeforeTheLimitWasKnown() async throws {
        try await withLimit(nil) { store in
            try await store.send(.paid, to: 1)
            clock.advance(by: Self.day)
            for person in 2...4 { try await store.send(.paid, to: person) }

            try await store.record(.limit(3), of: number)
            try await store.send(.paid, to: 2, session: "another")
            let fifth = try await store.tryToSend(.paid, to: 5)

            #expect(fifth.notification.statusReason == "DAILY_LIMIT")
        }
    }

    @Test func takesANewLimitByWebhookAtOnce() async throws {
        try await withLimit(1) { store in
            try await store.send(.paid, to: 1)
            try await store.record(.messagingLimit(2), of: account)
            try await store.send(.paid, to: 2)
            try await store.record(.messagingLimit(1), of: account)
            #expect(
                try await store.tryToSend(.paid, to: 3).notification.statusReason == "DAILY_LIMIT")
            try await store.record(.messagingLimit(nil), of: account)
            for person in 4...9 { try await store.send(.paid, to: person) }
        }
    }

    @Test func countsForAllMerchantsOfAPortfolio() async throws {
        let other = MerchantID(rawValue: "other")
        try await withLimit(1) { store in
            try await store.prepare(other)
            try await store.send(.paid, to: 1)

            let second = try await store.tryToSend(.paid, to: 2, of: other)

            #expect(second.notification.statusReason == "DAILY_LIMIT")
        }
    }

    @Test func countsForAllNumbersThatJoinAPortfolio() async throws {
        let other = MerchantID(rawValue: "other")
        try await place.withPrepared { store in
            try await store.prepare(other, phoneNumberID: "800000000000003")
            try await store.join("5000", with: "800000000000002")
            try await store.record(.limit(2), of: number)
            try await store.send(.paid, to: 1)
            try await store.send(.paid, to: 2, of: other)

            try await store.join("5000", with: "800000000000003", of: other)

            for merchant in [Fixtures.merchant.id, other] {
                let third = try await store.tryToSend(.paid, to: 3, of: merchant)
                #expect(third.notification.statusReason == "DAILY_LIMIT")
            }
            let reached = try await store.senders(of: other)?.map(\.peopleReached)
            #expect(reached == [2])
            #expect(try await store.senders(of: other)?.map(\.messagingLimit) == [2])
        }
    }

    @Test func countsInPassingWhomMoreAttemptsThanOnePageReached() async throws {
        let before = UncountedRecipients.pageSize
        try await withLimit(nil) { store in
            for person in 1...(before + 20) { try await store.send(.paid, to: person) }

            // The oldest are on the second page.
            try await store.record(.limit(before + 20), of: number)
            let next = try await store.tryToSend(.paid, to: 9_999)

            #expect(next.notification.statusReason == "DAILY_LIMIT")
            try await store.send(.paid, to: 1, session: "another")
        }
    }

    @Test func goesOnCountingAfterAStart() async throws {
        let before = UncountedRecipients.pageSize
        try await withLimit(nil) { store in
            for person in 1...(before + 20) { try await store.send(.paid, to: person) }
            // One page of them is counted with it.
            try await store.record(.limit(before + 20), of: number)
        }

        try await withStore(place) { store in
            let next = try await store.tryToSend(.paid, to: 9_999)
            #expect(next.notification.statusReason == "DAILY_LIMIT")
        }
    }

    @Test func remembersTheCountOverAStart() async throws {
        try await withLimit(1) { try await $0.send(.paid, to: 1) }

        try await withStore(place) { store in
            let second = try await store.tryToSend(.paid, to: 2)
            #expect(second.notification.statusReason == "DAILY_LIMIT")
        }
    }

    /// Arms at random moments, in all lanes, with people who come back and a limit that changes.
    @Test(arguments: [UInt64.random(in: 0 ... .max), 7])
    func neverWritesToMorePeopleInADayThanTheLimit(seed: UInt64) async throws {
        print("seed of the daily budget: \(seed)")
        var random = SeededGenerator(seed: seed)
        let limit = 20
        var sent: [(person: Int, at: Timestamp)] = []
        try await withLimit(limit) { store in
            for step in 0..<400 {
                clock.advance(by: .seconds(Int.random(in: 0...1_800, using: &random)))
                let person = Int.random(in: 1...60, using: &random)
                let state = [PaymentState.created, .paid, .failed].randomElement(using: &random)
                let outcome = try await store.tryToSend(
                    state ?? .paid, to: person, session: "step-\(step)")
                let now = clock.now()
                let lately = sent.filter { now.since($0.at) < Self.day }
                let reached = Set(lately.map(\.person))
                if outcome.wasSent {
                    sent.append((person, now))
                    #expect(reached.union([person]).count <= limit, "seed \(seed)")
                } else {
                    let allowance = state == .created ? limit * 7 / 10 : limit
                    #expect(reached.count >= allowance, "seed \(seed)")
                    #expect(!reached.contains(person), "seed \(seed)")
                }
            }
        }
    }
}

extension Store {
    /// Tells the person of the state in a session of their own, and expects that it is sent.
    func send(
        _ state: PaymentState, to person: Int, session: String = "one",
        of merchant: MerchantID = Fixtures.merchant.id,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let outcome = try await tryToSend(state, to: person, session: session, of: merchant)
        #expect(outcome.wasSent, sourceLocation: sourceLocation)
    }

    /// Registers the number once more, as one of the portfolio.
    func join(
        _ portfolio: String, with number: String, of merchant: MerchantID = Fixtures.merchant.id
    ) async throws {
        let like = Fixtures.authenticator
        _ = try await carryOut(
            .registerAuthenticator(
                RegisterAuthenticator(
                    merchant: merchant, phoneNumberID: PhoneNumberID(rawValue: number),
                    accountID: like.accountID, accessToken: like.accessToken,
                    appSecret: like.appSecret, verifyToken: like.verifyToken,
                    templateNamespace: nil, portfolioID: portfolio)))
    }
}
