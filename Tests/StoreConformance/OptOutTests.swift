import StoreCore
import TestKit
import Testing

@testable import Notifications

@Suite struct OptOutTests {
    private let clock = ManualClock()
    private let place: StorePlace
    private let merchant = Fixtures.merchant.id

    init() throws { place = try StorePlace(clock: clock) }

    private func set(
        _ isOptedOut: Bool, _ category: OptOutCategory = .all, phone: String = "51234567",
        of merchant: MerchantID = Fixtures.merchant.id
    ) -> Command {
        .setOptOut(
            SetOptOut(
                merchant: merchant, phone: phone, isOptedOut: isOptedOut, category: category,
                source: .person, actor: ActorName(rawValue: "mona")))
    }

    private func words(
        of merchant: MerchantID = Fixtures.merchant.id, in store: any Store
    ) async throws -> [OptOut]? {
        try await store.optOuts(of: Fixtures.phone, merchant: merchant)
    }

    @Test func keepsTheLastWordOfEachCategory() async throws {
        try await place.withPrepared { store in
            #expect(try await words(in: store) == [])
            _ = try await store.carryOut(set(true, .marketing))
            _ = try await store.carryOut(set(true, phone: Fixtures.phone.e164))
            clock.advance(by: .seconds(60))
            let answer = try await store.carryOut(set(false))
            let expected = [
                Fixtures.optOut(isOptedOut: false, at: clock.now()),
                Fixtures.optOut(of: .marketing),
            ]
            #expect(answer == .recipient(Recipient(phone: Fixtures.phone, optOuts: expected)))
            #expect(try await words(in: store) == expected)
        }
    }

    @Test func refusesABadPhoneAndAnUnknownMerchantAndKeepsNothing() async throws {
        try await place.withPrepared { store in
            let bad = await store.perform(set(true, phone: "0512"))
            guard case .failure(.refused(.invalid(let violations))) = bad else {
                Issue.record("not refused: \(bad)")
                return
            }
            #expect(violations.map(\.field) == ["phone"])
            let unknown = MerchantID(rawValue: "nobody")
            #expect(
                await store.perform(set(true, of: unknown))
                    == .failure(.refused(.notFound(.merchant))))
            #expect(try await words(of: unknown, in: store) == nil)
            let page = try await store.optOuts(
                PageQuery(merchant: merchant, before: nil, limit: 10))
            #expect(page?.recipients.isEmpty == true)
        }
    }

    @Test func eachLeverLeavesALineInTheAudit() async throws {
        try await place.withPrepared { store in
            _ = try await store.carryOut(set(true))
            _ = try await store.carryOut(set(false, .marketing))
            _ = try await store.carryOut(.recordConsent(Fixtures.consent()))

            let page = try await store.auditEntries(
                PageQuery(merchant: merchant, before: nil, limit: 10))
            let lines = page?.entries.reversed().map {
                [$0.actor.rawValue, $0.action.rawValue, $0.subject, $0.detail]
            }
            #expect(
                lines == [
                    ["mona", "OPT_OUT", "+965••••4567", "all"],
                    ["mona", "OPT_IN", "+965••••4567", "marketing"],
                ])
        }
    }

    @Test func aReplyConcernsEveryMerchantOfItsNumberAndNoOther() async throws {
        try await place.withPrepared { store in
            let sharing = MerchantID(rawValue: "sharing")
            let apart = MerchantID(rawValue: "apart")
            try await store.prepare(sharing)
            try await store.prepare(apart, phoneNumberID: "800000000000003")
            _ = try await store.carryOut(.recordConsent(Fixtures.consent()))
            #expect(try await words(in: store) == [Fixtures.optOut(by: .reply)])
            #expect(try await words(of: sharing, in: store) == [Fixtures.optOut(by: .reply)])
            #expect(try await words(of: apart, in: store) == [])
        }
    }

    @Test func aRepeatedOlderReplyChangesNothing() async throws {
        try await place.withPrepared { store in
            clock.advance(by: .seconds(60))
            let start = Fixtures.consent(isOptedOut: false, at: Fixtures.now + .seconds(30))
            for report in [start, Fixtures.consent(), start, Fixtures.consent()] {
                _ = try await store.carryOut(.recordConsent(report))
            }
            #expect(try await words(in: store)?.map(\.isOptedOut) == [false])
        }
    }

    @Test func whoOptedOutIsToldOfNothing() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            _ = try await store.carryOut(.recordConsent(Fixtures.consent()))
            let decision = try await store.notify(.paid)
            #expect(decision.reason == .optedOut)
            #expect(decision.notification == nil)
            let answer = try await store.carryOut(.enableNotifications(Fixtures.enable()))
            guard case .enabled(let enabled) = answer else {
                Issue.record("not an answer to Enable: \(answer)")
                return
            }
            #expect(enabled.readiness.first { $0.state == .paid }?.reason == .optedOut)
            clock.advance(by: .seconds(60))
            _ = try await store.carryOut(
                .recordConsent(Fixtures.consent(isOptedOut: false, at: clock.now())))
            #expect(try await store.notify(.paid, event: "again").reason == .queued)
        }
    }

    @Test func pagesHaveEachStandingOptOutOnceNewestFirst() async throws {
        try await place.withPrepared { store in
            for number in 1...5 {
                _ = try await store.carryOut(set(true, phone: "5000000\(number)"))
            }
            _ = try await store.carryOut(set(false, phone: "50000003"))
            var found: [String] = []
            var next: Int64?
            repeat {
                let page = try #require(
                    try await store.optOuts(
                        PageQuery(merchant: merchant, before: next, limit: 2)))
                found += page.recipients.map(\.phone.e164)
                #expect(page.recipients.allSatisfy { $0.optOuts == [Fixtures.optOut()] })
                next = page.next
            } while next != nil
            #expect(found == [5, 4, 2, 1].map { "+9655000000\($0)" })
        }
    }

    @Test func aRefusalOrAFailureForStoppedMarketingIsRemembered() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let paid = try #require(try await store.notify(.paid).notification)
            let message = try await store.arm(paid)
            let refusal = SendResult.refused(code: 131_050, .stopRecipient, detail: "")
            try await store.report(refusal, of: message)
            let word = Fixtures.optOut(of: .marketing, by: .meta)
            #expect(try await words(in: store) == [word])

            clock.advance(by: .seconds(60))
            try await store.enable("session-2")
            let second = try await store.arm(
                try #require(try await store.notify(.paid, session: "session-2").notification))
            let failure = ReceiptReport(
                phoneNumberID: Fixtures.authenticator.phoneNumberID, token: second.token,
                message: MessageID(rawValue: "wamid.2"), status: .failed,
                occurredAt: Fixtures.now + .seconds(30), code: 131_050)
            _ = try await store.carryOut(.recordReceipt(failure))
            #expect(
                try await words(in: store) == [
                    Fixtures.optOut(
                        of: .marketing, by: .meta, at: Fixtures.now + .seconds(30))
                ])
        }
    }
}
