import Notifications
import StoreCore
import TestKit
import Testing

@Suite struct SenderDetailsTests {
    private let number = PhoneNumberID(rawValue: "800000000000002")
    private let clock = ManualClock()
    private let place: StorePlace

    init() throws { place = try StorePlace(clock: clock) }

    @Test func asksAboutANumberThatIsSeenForTheFirstTime() async throws {
        try await place.withPrepared { store in
            #expect(try await numbersToAsk(store) == [number])
            try await store.record(SenderDetails.usual, of: number)
            #expect(try await numbersToAsk(store).isEmpty)
        }
    }

    @Test func asksAgainWhenTheAnswerIsOld() async throws {
        try await place.withPrepared { store in
            try await store.record(.usual, of: number)

            let toAsk = try await store.sendersToAsk(since: clock.now(), limit: 10)

            #expect(toAsk.map(\.account.phoneNumberID) == [number])
            #expect(toAsk.first?.account.accessToken == Fixtures.authenticator.accessToken)
        }
    }

    @Test func namesAnAccountForEachMerchantOfANumber() async throws {
        try await place.withPrepared { store in
            try await store.prepare(MerchantID(rawValue: "other"))

            #expect(try await numbersToAsk(store) == [number, number])
        }
    }

    @Test func asksAgainAfterNewsOfTheNumber() async throws {
        try await place.withPrepared { store in
            try await store.record(.usual, of: number)
            let account = Fixtures.authenticator.accountID

            try await store.record(.detailsChanged, of: "700000000000009")
            #expect(try await numbersToAsk(store).isEmpty)
            try await store.record(.detailsChanged, of: account)
            #expect(try await numbersToAsk(store) == [number])
        }
    }

    @Test func tellsDeliveryOnlyOfDetailsThatChanged() async throws {
        try await place.withPrepared { store in
            let observer = RecordingObserver()
            store.observe(observer)
            var fast = SenderDetails.usual
            fast.throughput = 1_000

            try await store.record(.usual, of: number)
            try await store.record(.usual, of: number)
            try await store.record(fast, of: number)

            #expect(observer.events.filter(\.queuesChanged).count == 2)
        }
    }

    @Test func showsAMerchantsNumbersAsMetaHasThem() async throws {
        try await place.withPrepared { store in
            let account = Fixtures.authenticator.accountID
            var expected = SenderStatus(
                number: number, accountID: account, portfolio: account, details: nil,
                messagingLimit: nil, peopleReached: 0, stops: [])
            #expect(try await store.senders(of: Fixtures.merchant.id) == [expected])

            let details = SenderDetails(throughput: 1_000, quality: "RED", messagingLimit: 250)
            try await store.record(details, of: number)
            expected.details = details
            expected.messagingLimit = 250
            #expect(try await store.senders(of: Fixtures.merchant.id) == [expected])
            #expect(try await store.senders(of: MerchantID(rawValue: "nobody")) == nil)
        }
    }

    @Test func stopsTheNumbersOfARestrictedAccountUntilMetaTakesItBack() async throws {
        try await place.withPrepared { store in
            let account = Fixtures.authenticator.accountID
            let end = Fixtures.now + .seconds(7 * 86_400)

            try await store.record(.stopped(until: end), of: account)
            let stop = SenderStop(
                number: number, merchant: Fixtures.merchant.id, cause: .restricted, code: 0,
                since: Fixtures.now, until: end, source: .news)
            #expect(try await store.senders().map(\.stops) == [[stop]])
            #expect(try await store.senders(of: Fixtures.merchant.id)?.map(\.stops) == [[stop]])

            try await store.record(.reinstated, of: account)
            #expect(try await store.senders().isEmpty)
        }
    }

    @Test func triesANumberAgainAfterAnHourIfMetaNamesNoEnd() async throws {
        try await place.withPrepared { store in
            let account = Fixtures.authenticator.accountID

            try await store.record(.stopped(until: Fixtures.now), of: account)
            #expect(try await store.senders().isEmpty)
            try await store.record(.stopped(until: nil), of: account)

            let stops = try await store.senders().flatMap(\.stops)
            #expect(stops.map(\.until) == [Fixtures.now + .seconds(3_600)])
        }
    }

    @Test func triesAtOnceWhatAnAnswerRestrictedAndMetaTookBack() async throws {
        try await place.withPrepared { store in
            for merchant in [nil, Fixtures.merchant.id] {
                let stop = SenderStop(
                    number: number, merchant: merchant, cause: .restricted, code: 368,
                    since: Fixtures.now, until: Fixtures.now + .seconds(3_600))
                _ = try await store.carryOut(.recordSender(SenderReport(stop)))
                try await store.record(.reinstated, of: Fixtures.authenticator.accountID)

                #expect(
                    try await store.senders().flatMap(\.stops) == [
                        stop.takenBack(at: clock.now())
                    ])
                let goesOn = SenderReport(goesOn: number, for: merchant, after: stop.since)
                _ = try await store.carryOut(.recordSender(goesOn))
                #expect(try await store.senders().isEmpty)
            }
        }
    }

    @Test func keepsANewerStopOfTheNewsOverWhatDeliverySaysOfAnOlderOne() async throws {
        try await place.withPrepared { store in
            try await store.record(
                .stopped(until: Fixtures.now + .seconds(7_200)),
                of: Fixtures.authenticator.accountID)
            let known = try await store.senders().flatMap(\.stops)
            let merchant = Fixtures.merchant.id
            let before = Fixtures.now - .seconds(60)
            let shorter = SenderStop(
                number: number, merchant: merchant, cause: .credentials, code: 190, since: before,
                until: Fixtures.now + .seconds(60))
            for report in [
                SenderReport(shorter), SenderReport(goesOn: number, for: merchant, after: before),
            ] {
                _ = try await store.carryOut(.recordSender(report))
                #expect(try await store.senders().flatMap(\.stops) == known)
            }
        }
    }

    @Test func liftsNoOtherStopThanARestriction() async throws {
        try await place.withPrepared { store in
            let spam = SenderStop(
                number: number, merchant: nil, cause: .spam, code: 131_048, since: Fixtures.now,
                until: Fixtures.now + .seconds(900))
            _ = try await store.carryOut(
                .recordSender(SenderReport(spam)))

            try await store.record(.reinstated, of: Fixtures.authenticator.accountID)

            #expect(try await store.senders().flatMap(\.stops) == [spam])
        }
    }

    @Test func showsAMerchantNoOtherMerchantsStop() async throws {
        let other = MerchantID(rawValue: "other")
        try await place.withPrepared { store in
            try await store.prepare(other)
            let stop = SenderStop(
                number: number, merchant: other, cause: .credentials, code: 190,
                since: Fixtures.now, until: Fixtures.now + .seconds(60))
            _ = try await store.carryOut(
                .recordSender(SenderReport(stop)))

            #expect(try await store.senders(of: other)?.map(\.stops) == [[stop]])
            #expect(try await store.senders(of: Fixtures.merchant.id)?.map(\.stops) == [[]])
        }
    }

    private func numbersToAsk(_ store: any Store) async throws -> [PhoneNumberID] {
        try await store.sendersToAsk(
            since: Timestamp(milliseconds: clock.now().milliseconds - 1), limit: 10
        ).map(\.account.phoneNumberID)
    }
}

extension SenderDetails {
    /// What Meta says of most numbers.
    static let usual = SenderDetails(throughput: 80, quality: "GREEN", messagingLimit: nil)
}
