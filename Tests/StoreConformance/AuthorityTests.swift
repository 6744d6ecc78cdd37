import StoreCore
import TestKit
import Testing

@testable import Notifications

/// Whose word counts: news concerns the authenticators of the number or the account that it is about and
/// that are of the app whose signature proves it.
@Suite struct AuthorityTests {
    private let clock = ManualClock()
    private let place: StorePlace
    private let victim = Fixtures.merchant.id
    private let stranger = MerchantID(rawValue: "stranger")
    private let number = Fixtures.authenticator.phoneNumberID
    private let account = Fixtures.authenticator.accountID

    init() throws { place = try StorePlace(clock: clock) }

    /// Hands over a store in which a stranger has registered the victim's number and account with a
    /// secret of his own, and what that proves.
    private func withStranger(
        _ body: (any Store, AppProof) async throws -> Void
    ) async throws {
        try await place.withPrepared { store in
            var settings = Fixtures.merchant
            settings.id = stranger
            _ = try await store.carryOut(.setMerchant(SetMerchant(merchant: settings)))
            let his = try await store.register(
                like: Fixtures.authenticator, of: stranger, secret: "his")
            try await body(store, AppProof(app: his.app))
        }
    }

    @Test func aStrangersReceiptReachesNobodyElsesMessage() async throws {
        try await withStranger { store, his in
            try await store.enable()
            let message = try await store.armed(.paid)
            let report = ReceiptReport(
                phoneNumberID: number, token: message.token, message: MessageID(rawValue: "w"),
                status: .read, occurredAt: clock.now(), code: 0)

            #expect(try await store.carryOut(.recordReceipt(report, his)) == .recorded(nil))
            #expect(try await store.timeline().notifications.first?.attempts.first?.receipts == [])
            #expect(try await store.carryOut(.recordReceipt(report)) == .recorded(.read))
        }
    }

    @Test func aReceiptFromAnotherNumberOfTheMerchantReachesNoMessage() async throws {
        try await place.withPrepared { store in
            let other = try await store.register("800000000000003")
            try await store.enable()
            let message = try await store.armed(.paid)
            let report = ReceiptReport(
                phoneNumberID: other.phoneNumberID, token: message.token,
                message: MessageID(rawValue: "w"), status: .read, occurredAt: clock.now(), code: 0)

            _ = try await store.carryOut(.recordReceipt(report))

            #expect(try await store.timeline().notifications.first?.attempts.first?.receipts == [])
        }
    }

    @Test func aReplacedSecretProvesReceiptsForADay() async throws {
        try await place.withPrepared { store in
            _ = try await store.register(
                like: Fixtures.authenticator, of: victim, secret: "the-secret-of-today")
            try await store.enable()
            let message = try await store.armed(.paid)
            try await store.receipt(.delivered, of: message)
            clock.advance(by: ReplacedSecret.life + .seconds(1))

            try await store.receipt(.read, of: message)

            let attempt = try await store.timeline().notifications.first?.attempts.first
            #expect(attempt?.receipts.map(\.status) == [.delivered])
        }
    }

    @Test func aStrangersWordOptsNobodyElsesCustomersOut() async throws {
        try await withStranger { store, his in
            _ = try await store.carryOut(.recordConsent(Fixtures.consent(), his))

            #expect(try await store.optOuts(of: Fixtures.phone, merchant: victim) == [])
            #expect(try await store.optOuts(of: Fixtures.phone, merchant: stranger)?.count == 1)
        }
    }

    @Test func aStrangersNewsStopsNobodyElsesTemplatesAndNumbers() async throws {
        try await withStranger { store, his in
            let paused = TemplateEvent(
                accountID: account, name: "order_update", templateLanguage: "en", event: "PAUSED")
            #expect(
                try await store.carryOut(.recordTemplateEvent(paused, his)) == .recorded(nil))
            for effect in [AccountEvent.Effect.stopped(until: nil), .messagingLimit(1)] {
                let event = AccountEvent(accountID: account, news: "x", effect: effect)
                _ = try await store.carryOut(.recordAccountEvent(event, his))
            }

            let bindings = try #require(try await store.bindings(of: victim))
            #expect(bindings.allSatisfy { $0.status == .approved })
            let status = try #require(try await store.senders(of: victim)?.first)
            #expect(status.stops.isEmpty)
            #expect(status.messagingLimit == nil)
            let own = try #require(try await store.senders(of: stranger)?.first)
            #expect(own.stops.map(\.merchant) == [stranger])
            #expect(own.messagingLimit == 1)
        }
    }

    @Test func aStrangerLiftsNoStopOfOthers() async throws {
        try await withStranger { store, his in
            let stopped = AccountEvent(
                accountID: account, news: "account_update X", effect: .stopped(until: nil))
            _ = try await store.carryOut(.recordAccountEvent(stopped))
            let reinstated = AccountEvent(
                accountID: account, news: "account_update Y", effect: .reinstated)

            _ = try await store.carryOut(.recordAccountEvent(reinstated, his))
            #expect(try await store.senders(of: victim)?.first?.stops.count == 1)
            _ = try await store.carryOut(.recordAccountEvent(reinstated))
            #expect(try await store.senders(of: victim)?.first?.stops == [])
        }
    }

    @Test func aStrangersPauseOfTheNumberHoldsHimAlone() async throws {
        try await withStranger { store, _ in
            _ = try await store.carryOut(
                .pause(
                    PauseSending(
                        merchant: stranger, scope: .number(number), reason: "x",
                        actor: ActorName(rawValue: "he"))))
            try await store.enable()
            try await store.notify(.paid)

            #expect(try await store.queues().map(\.hold) == [nil])
        }
    }

    @Test func aPauseOfTheNumberHoldsWhoStillHasTheSecretBefore() async throws {
        let second = MerchantID(rawValue: "second")
        try await place.withPrepared { store in
            try await store.prepare(second)
            _ = try await store.register(
                like: Fixtures.authenticator, of: victim, secret: "renewed")
            for (who, other) in [(victim, second), (second, victim)] {
                let scope = PauseScope.number(number)
                let mona = ActorName(rawValue: "mona")
                _ = try await store.carryOut(
                    .pause(PauseSending(merchant: who, scope: scope, reason: "x", actor: mona)))
                #expect(try await store.pauses(of: other)?.map(\.scope) == [scope])
                _ = try await store.carryOut(
                    .resume(ResumeSending(merchant: who, scope: scope, actor: mona)))
            }
        }
    }

    @Test func aNumberOfTwoAppsIsShared() async throws {
        try await withStranger { store, _ in
            #expect(try await store.senders().map(\.isShared) == [true])
            try await store.enable()
            try await store.notify(.paid)
            let own = try await store.authenticators(of: victim)?.first?.app
            #expect(try await store.queues().map(\.app) == [own])
            _ = try await store.register(like: Fixtures.authenticator, of: stranger)
            #expect(try await store.senders().filter(\.isShared).isEmpty)
        }
    }

    @Test func aStrangerHastensNoStopForAll() async throws {
        try await withStranger { store, his in
            let stop = SenderStop(
                number: number, merchant: nil, cause: .restricted, code: 368, since: clock.now(),
                until: clock.now() + .seconds(3_600))
            _ = try await store.carryOut(.recordSender(SenderReport(stop)))
            let reinstated = AccountEvent(
                accountID: account, news: "account_update Y", effect: .reinstated)
            _ = try await store.carryOut(.recordAccountEvent(reinstated, his))

            #expect(try await store.senders(of: victim)?.first?.stops == [stop])
        }
    }

    @Test func aStrangersMessagesCountForAPortfolioOfHisOwn() async throws {
        try await withStranger { store, _ in
            _ = try await store.carryOut(
                .recordAccountEvent(
                    AccountEvent(accountID: account, news: "x", effect: .messagingLimit(1))))

            #expect(try await store.senders(of: victim)?.first?.messagingLimit == 1)
            #expect(try await store.senders(of: stranger)?.first?.messagingLimit == nil)
        }
    }

    @Test func newsThatNobodyOfTheAppHasIsForeign() async throws {
        try await withStranger { store, his in
            let other = PhoneNumberID(rawValue: "800000000000009")
            let receipt = ReceiptReport(
                phoneNumberID: other, token: nil, message: MessageID(rawValue: "w"),
                status: .read, occurredAt: clock.now(), code: 0)
            let template = TemplateEvent(
                accountID: "9", name: "x", templateLanguage: "en", event: "PAUSED")
            let account = AccountEvent(accountID: "9", news: "x", effect: .detailsChanged)
            for command in [
                Command.recordReceipt(receipt, his), .recordTemplateEvent(template, his),
                .recordAccountEvent(account, his),
                .recordConsent(Fixtures.consent(number: other), his),
            ] {
                let answer = try await store.carryOut(command)
                #expect(answer == .ignored(.foreign), "\(command)")
            }
        }
    }

    @Test func oneCallbackServesAllAccountsOfAnApp() async throws {
        try await place.withPrepared { store in
            var settings = Fixtures.merchant
            settings.id = MerchantID(rawValue: "branch")
            _ = try await store.carryOut(.setMerchant(SetMerchant(merchant: settings)))
            var like = Fixtures.authenticator
            like.phoneNumberID = PhoneNumberID(rawValue: "800000000000009")
            like.accountID = "700000000000009"
            _ = try await store.register(like: like, of: settings.id)

            let stop = Fixtures.consent(number: like.phoneNumberID)
            #expect(try await store.carryOut(.recordConsent(stop)) == .recorded(nil))
            #expect(try await store.optOuts(of: Fixtures.phone, merchant: settings.id)?.count == 1)
            #expect(try await store.optOuts(of: Fixtures.phone, merchant: victim) == [])
        }
    }

    @Test func aReplacedSecretProvesForADay() async throws {
        try await place.withPrepared { store in
            _ = try await store.register(
                like: Fixtures.authenticator, of: victim, secret: "renewed")

            let first = AppProof(app: AppID(rawValue: 1))
            #expect(
                try await store.carryOut(.recordConsent(Fixtures.consent(), first))
                    == .recorded(nil))
            clock.advance(by: ReplacedSecret.life)
            #expect(
                try await store.carryOut(.recordConsent(Fixtures.consent(), first))
                    == .ignored(.foreign))
        }
    }

    /// Whoever held a secret and replaces it speaks for nobody who still holds it; for the time that a
    /// change of secrets takes, Meta is to come again.
    @Test func aReplacedSecretGivesNoAuthorityOverThoseWhoStillHoldIt() async throws {
        try await place.withPrepared { store in
            var settings = Fixtures.merchant
            settings.id = stranger
            _ = try await store.carryOut(.setMerchant(SetMerchant(merchant: settings)))
            var own = Fixtures.authenticator
            own.phoneNumberID = PhoneNumberID(rawValue: "800000000000009")
            own.accountID = "700000000000009"
            _ = try await store.register(like: own, of: stranger)
            let renewed = try await store.register(like: own, of: stranger, secret: "his")
            let proof = try #require(renewed.secrets(at: clock.now()).first?.proof)

            let answer = try await store.carryOut(.recordConsent(Fixtures.consent(), proof))
            #expect(answer == .ignored(.notYet))
            #expect(try await store.optOuts(of: Fixtures.phone, merchant: victim) == [])
            let stop = AccountEvent(accountID: account, news: "x", effect: .stopped(until: nil))
            let stopped = try await store.carryOut(.recordAccountEvent(stop, proof))
            #expect(stopped == .ignored(.notYet))
            #expect(try await store.senders(of: victim)?.first?.stops == [])
        }
    }

    @Test func whoComesLaterIsNotStoppedByWhatWasSaidBefore() async throws {
        try await withStore(place) { store in
            var settings = Fixtures.merchant
            settings.id = stranger
            _ = try await store.carryOut(.setMerchant(SetMerchant(merchant: settings)))
            let his = try await store.register(
                like: Fixtures.authenticator, of: stranger, secret: "his")
            let stop = AccountEvent(
                accountID: account, news: "x",
                effect: .stopped(until: clock.now() + .seconds(1_000 * 365 * 86_400)))
            _ = try await store.carryOut(.recordAccountEvent(stop, AppProof(app: his.app)))

            try await store.prepare()
            #expect(try await store.senders(of: victim)?.first?.stops == [])
            let bounded = try #require(try await store.senders(of: stranger)?.first?.stops.first)
            #expect(bounded.until == clock.now() + AccountEvent.stopLongest)
        }
    }

    @Test func oldNewsOfAnAccountChangesNothing() async throws {
        try await withStore(place) { store in
            try await store.prepare()
            func tell(_ effect: AccountEvent.Effect, _ age: Duration) async throws -> CommandAnswer
            {
                try await store.carryOut(
                    .recordAccountEvent(
                        AccountEvent(
                            accountID: account, news: "account_update X", effect: effect,
                            occurredAt: clock.now() - age)))
            }

            #expect(try await tell(.reinstated, .seconds(60)) == .recorded(nil))
            #expect(try await tell(.stopped(until: nil), .seconds(61)) == .ignored(.stale))
            #expect(try await tell(.stopped(until: nil), .seconds(8 * 86_400)) == .ignored(.stale))
            #expect(try await store.senders(of: victim)?.first?.stops == [])
            #expect(try await tell(.stopped(until: nil), .seconds(59)) == .recorded(nil))
            #expect(try await store.senders(of: victim)?.first?.stops.count == 1)
        }
    }

    @Test func aStrangersNewsMakesNobodyElsesNewsOld() async throws {
        try await withStranger { store, his in
            let newer = AccountEvent(
                accountID: account, news: "account_update X", effect: .reinstated,
                occurredAt: clock.now())
            var older = newer
            older.effect = .stopped(until: nil)
            older.occurredAt = clock.now() - .seconds(60)

            _ = try await store.carryOut(.recordAccountEvent(newer, his))
            #expect(try await store.carryOut(.recordAccountEvent(older)) == .recorded(nil))
            #expect(try await store.senders(of: victim)?.first?.stops.count == 1)
        }
    }

    @Test func oldNewsOfATemplateChangesNothingAndNewOneHasMetaAsked() async throws {
        try await place.withPrepared { store in
            func tell(_ word: String, _ age: Duration) async throws -> CommandAnswer {
                try await store.carryOut(
                    .recordTemplateEvent(
                        TemplateEvent(
                            accountID: account, name: "order_update", templateLanguage: "en",
                            event: word, occurredAt: clock.now() - age)))
            }

            #expect(try await tell("PAUSED", .seconds(8 * 86_400)) == .ignored(.stale))
            #expect(try await tell("PAUSED", .seconds(10)) == .recorded(nil))
            #expect(try await tell("APPROVED", .seconds(11)) == .ignored(.stale))
            let paused = try #require(try await store.bindings(of: victim)).filter {
                $0.content.templateLanguage == "en"
            }
            #expect(paused.allSatisfy { $0.status == .paused })
            let asked = try await store.unverifiedBindings(limit: 100).map(\.binding.id)
            #expect(Set(asked) == Set(paused.map(\.id)))
        }
    }
}
