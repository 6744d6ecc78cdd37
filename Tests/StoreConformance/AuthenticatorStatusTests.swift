import StoreCore
import TestKit
import Testing

@testable import Notifications

/// How authenticators stand with Meta.
@Suite struct AuthenticatorStatusTests {
    private let clock = ManualClock()
    private let place: StorePlace
    private let merchant = Fixtures.merchant.id

    init() throws { place = try StorePlace(clock: clock) }

    private func status(in store: any Store) async throws -> AuthenticatorStatus {
        try #require(try await store.authenticatorStatuses(of: merchant)?.first)
    }

    private func report(
        _ claim: Claim, of authenticator: Authenticator, isSubscribed: Bool? = true
    ) -> Command {
        .recordClaim(
            ClaimReport(
                merchant: merchant, authenticator: authenticator.id,
                version: authenticator.version, claim: claim, isSubscribed: isSubscribed))
    }

    @Test func aRefusedClaimHoldsTheMessagesInMetasWords() async throws {
        try await place.withPrepared { store in
            let own = try await status(in: store).authenticator
            _ = try await store.carryOut(report(.refused("Meta says no"), of: own))
            try await store.enable()
            try await store.notify(.paid)

            let shown = try #require(try await store.timeline().notifications.first?.notification)
            #expect(shown.status == .held)
            #expect(shown.statusReason == "AUTHENTICATOR_UNPROVEN")
            #expect(try await status(in: store).problem.contains("Meta says no"))
            #expect(
                try await store.senders(of: merchant)?.first?.problem.contains("Meta says no")
                    == true)

            _ = try await store.carryOut(report(.valid, of: own))
            #expect(try await store.queues().map(\.hold) == [nil])
        }
    }

    @Test func anAnswerAboutAnOlderVersionSaysNothing() async throws {
        try await place.withPrepared { store in
            let own = try await status(in: store).authenticator
            _ = try await store.register(
                like: Fixtures.authenticator, of: merchant, secret: "renewed")
            _ = try await store.carryOut(report(.refused("no"), of: own))

            #expect(try await status(in: store).authenticator.claim == .valid)
        }
    }

    @Test func eachIsAskedAboutWhenItIsRegisteredAndAgainWhenItIsRefused() async throws {
        try await place.withPrepared { store in
            func waiting() async throws -> [AuthenticatorID] {
                let now = clock.now()
                return try await store.claimsToCheck(
                    since: now - .seconds(21_600), unsettledSince: now - .seconds(600), limit: 10
                ).map(\.authenticator)
            }
            let own = try await status(in: store).authenticator
            #expect(try await waiting() == [own.id])
            _ = try await store.carryOut(report(.valid, of: own))
            #expect(try await waiting() == [])
            _ = try await store.register("800000000000002")
            #expect(try await waiting() == [own.id])
            _ = try await store.carryOut(report(.refused("no"), of: own))
            clock.advance(by: .seconds(600))
            #expect(try await waiting() == [own.id])
            _ = try await store.carryOut(report(.valid, of: own, isSubscribed: false))
            clock.advance(by: .seconds(600))
            #expect(try await waiting() == [own.id])
            _ = try await store.carryOut(report(.valid, of: own))
            let subscribe = SubscribeAuthenticator(
                merchant: merchant, authenticator: own.id, actor: ActorName(rawValue: "mona"))
            _ = try await store.carryOut(.subscribe(subscribe))
            _ = try await store.carryOut(report(.valid, of: own, isSubscribed: nil))
            #expect(try await waiting() == [])
            clock.advance(by: .seconds(600))
            #expect(try await waiting() == [own.id], "Meta did not say whether it subscribed")
            _ = try await store.carryOut(report(.valid, of: own, isSubscribed: true))
            clock.advance(by: .seconds(21_600))
            #expect(try await waiting() == [own.id])
        }
    }

    @Test func keepsWhenMetaCalled() async throws {
        try await place.withPrepared { store in
            let own = try await status(in: store).authenticator
            for kind in ContactReport.Kind.allCases {
                clock.advance(by: .seconds(1))
                _ = try await store.carryOut(
                    .recordContact(
                        ContactReport(merchant: merchant, authenticator: own.id, kind: kind)))
            }
            let contact = try await status(in: store).contact
            #expect(contact.handshake == Fixtures.now + .seconds(1))
            #expect(contact.webhook == Fixtures.now + .seconds(2))
            #expect(contact.badSignature == Fixtures.now + .seconds(3))
        }
    }

    @Test func subscribesInTheBackgroundAndSaysWhoWantedIt() async throws {
        try await place.withPrepared { store in
            let own = try await status(in: store).authenticator
            let command = SubscribeAuthenticator(
                merchant: merchant, authenticator: own.id, actor: ActorName(rawValue: "mona"))
            #expect(try await store.carryOut(.subscribe(command)) == .authenticator(own))
            let asked = try await store.claimsToCheck(
                since: clock.now(), unsettledSince: clock.now(), limit: 1)
            #expect(asked.map(\.wantsSubscription) == [true])
            #expect(asked.map(\.isAwaited) == [true])

            for isSubscribed in [nil, false, true] {
                _ = try await store.carryOut(
                    report(.valid, of: own, isSubscribed: isSubscribed))
                let asked = try await store.claimsToCheck(
                    since: clock.now(), unsettledSince: clock.now(), limit: 1)
                #expect(asked.map(\.wantsSubscription) == [isSubscribed != true])
                #expect(asked.map(\.isAwaited) == [false])
            }
            var unknown = command
            unknown.authenticator = AuthenticatorID(rawValue: "nobody")
            let refused = await store.perform(.subscribe(unknown))
            #expect(refused == .failure(.refused(.notFound(.authenticator))))
        }
    }

    @Test func aNumberIsSilentUntilSomethingComesBackAlsoOverAStart() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let message = try await store.arm(
                try #require(try await store.notify(.paid).notification))
            try await store.report(.accepted(MessageID(rawValue: "w"), isHeld: false), of: message)
            #expect(store.silences.isEmpty)
            clock.advance(by: SilenceRecord.patience)
            #expect(store.silences.keys.map(\.number) == [Fixtures.authenticator.phoneNumberID])
            #expect(try await status(in: store).problem.contains("nothing was heard"))
        }
        try await withStore(place) { store in
            #expect(store.silences.count == 1)
            let token = try #require(
                try await store.timeline().notifications.first?.attempts.first?.token)
            _ = try await store.carryOut(
                .recordReceipt(
                    ReceiptReport(
                        phoneNumberID: Fixtures.authenticator.phoneNumberID, token: token,
                        message: MessageID(rawValue: "w"), status: .sent,
                        occurredAt: clock.now(), code: 0)))
            #expect(store.silences.isEmpty)
        }
    }
}
