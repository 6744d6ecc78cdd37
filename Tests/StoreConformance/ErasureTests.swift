import StoreCore
import TestKit
import Testing

@testable import Notifications

/// Who asks to be erased is written to no more, and nothing says who it was.
@Suite struct ErasureTests {
    private let clock = ManualClock()
    private let place: StorePlace
    private let merchant = Fixtures.merchant.id
    private let mona = ActorName(rawValue: "mona")

    init() throws { place = try StorePlace(clock: clock) }

    private func begin(
        _ phone: String = Fixtures.phone.e164, of merchant: MerchantID = Fixtures.merchant.id,
        in store: any Store
    ) async throws -> Erasure {
        let command = EraseRecipient(merchant: merchant, phone: phone, actor: mona)
        guard case .erasure(let erasure) = try await store.carryOut(.erase(command)) else {
            throw UnexpectedResult(description: "another answer")
        }
        return erasure
    }

    private func advance(
        _ erasure: Erasure, by rows: Int = 100, in store: any Store
    ) async throws -> Erasure {
        let command = AdvanceErasure(reference: erasure.reference, limit: rows)
        guard case .erasure(let next) = try await store.carryOut(.advanceErasure(command)) else {
            throw UnexpectedResult(description: "another answer")
        }
        return next
    }

    @discardableResult
    private func finish(
        _ erasure: Erasure, by rows: Int = 100, in store: any Store
    ) async throws -> Erasure {
        var erasure = erasure
        for _ in 0..<100 where erasure.status == .running {
            erasure = try await advance(erasure, by: rows, in: store)
        }
        #expect(erasure.status == .finished)
        return erasure
    }

    private func enable(_ session: String, phone: String, in store: any Store) async throws {
        var command = Fixtures.enable(phone: phone)
        command.session = SessionID(rawValue: session)
        _ = try await store.carryOut(.enableNotifications(command))
    }

    private func statuses(_ session: String, in store: any Store) async throws
        -> [NotificationStatus]
    {
        try await store.timeline(session).notifications.map(\.notification.status)
    }

    /// Sessions of the customer whose messages stand differently, and one of another's.
    private func fill(_ store: any Store) async throws {
        try await store.prepare()
        try await enable("waits", phone: "51234567", in: store)
        try await store.notify(.paid, session: "waits")
        try await enable("read", phone: "51234567", in: store)
        let read = try await store.armed(.paid, session: "read")
        try await store.report(
            .accepted(MessageID(rawValue: "wamid.1"), isHeld: false), of: read)
        try await store.receipt(.read, of: read)
        try await enable("open", phone: "51234567", in: store)
        let open = try await store.armed(.paid, session: "open")
        try await store.report(.unknown(code: 0, detail: "no answer"), of: open)
        try await enable("other", phone: "51234568", in: store)
        try await store.notify(.paid, session: "other")
        clock.advance(by: .seconds(1))
    }

    @Test(arguments: [1, 2, 100])
    func nothingSaysWhoItWasAndOthersStay(rows: Int) async throws {
        try await withStore(place) { store in
            try await fill(store)
            let before = try await store.timeline("other")

            let end = try await finish(begin(in: store), by: rows, in: store)

            #expect(end.found == Erasure.Found(sessions: 3, notifications: 3, withdrawn: 2))
            for session in ["waits", "read", "open"] {
                let timeline = try await store.timeline(session)
                #expect(timeline.session.enablement == nil)
                #expect(timeline.session.attributes.customerName == nil)
                #expect(timeline.session.attributes.amount != nil)
                for entry in timeline.notifications {
                    #expect(entry.notification.phone.isForgotten)
                    #expect(
                        entry.attempts.allSatisfy { $0.renderedText.isEmpty && $0.message == nil })
                }
            }
            #expect(try await statuses("waits", in: store) == [.cancelled])
            #expect(try await statuses("read", in: store) == [.read])
            #expect(try await statuses("open", in: store) == [.uncertain])
            #expect(try await store.timeline("other") == before)
            let audit = try #require(
                try await store.auditEntries(
                    PageQuery(merchant: merchant, before: nil, limit: 1))
            ).entries
            #expect(audit.map(\.action) == [.erase])
            #expect(audit.map(\.actor) == [mona])
            #expect(audit.map(\.subject) == [end.id.rawValue])
            #expect(audit.map(\.rows) == [3])
        }
    }

    @Test func nothingLeavesFromTheFirstAnswerOn() async throws {
        try await withStore(place) { store in
            try await fill(store)
            _ = try await begin(in: store)
            let waiting = try #require(
                try await store.timeline("waits").notifications.first
            ).notification
            let reference = NotificationReference(merchant: merchant, notification: waiting.id)
            let answer = try await store.carryOut(.arm(ArmNotification(reference: reference)))
            #expect(answer == .armed(.nothing(.cancelled)))
            // The other one's does.
            let other = try #require(
                try await store.timeline("other").notifications.first
            ).notification
            _ = try await store.arm(other.id)
        }
    }

    @Test func whatIsUnderWayIsNeverSentAgain() async throws {
        try await withStore(place) { store in
            try await fill(store)
            try await finish(begin(in: store), in: store)
            let open = try #require(
                try await store.timeline("open").notifications.first
            ).notification
            _ = try await store.carryOut(
                .resolve(
                    ResolveNotification(
                        reference: NotificationReference(
                            merchant: merchant, notification: open.id),
                        resolution: .notSent, actor: mona)))
            #expect(try await statuses("open", in: store) == [.dead])
        }
    }

    @Test func theNumberMayComeAnewWhenItHasEndedAndNotBefore() async throws {
        try await withStore(place) { store in
            try await fill(store)
            let erasure = try await begin(in: store)
            let early = await store.perform(.enableNotifications(Fixtures.enable()))
            guard case .failure(.refused(.forbidden(let why))) = early else {
                Issue.record("enabled: \(early)")
                return
            }
            #expect(why.reason == "ERASURE_RUNNING")
            try await enable("another", phone: "51234569", in: store)
            try await finish(erasure, in: store)

            try await store.enable()
            _ = try await store.armed(.paid)
        }
    }

    @Test func whoOptedOutIsNotWrittenToWhenTheNumberComesAnew() async throws {
        try await withStore(place) { store in
            try await fill(store)
            _ = try await store.carryOut(
                .setOptOut(
                    SetOptOut(
                        merchant: merchant, phone: Fixtures.phone.e164, isOptedOut: true,
                        category: .all, source: .person, actor: mona)))
            try await finish(begin(in: store), in: store)
            #expect(try await store.optOuts(of: Fixtures.phone, merchant: merchant) == [])
        }
        try await withStore(place) { store in
            try await store.enable()
            let decision = try await store.notify(.paid)
            #expect(decision.reason == .optedOut)
            let words = try #require(
                try await store.optOuts(of: Fixtures.phone, merchant: merchant))
            #expect(words.map(\.isOptedOut) == [true])
            #expect(words.map(\.changedAt) == [clock.now()])
        }
    }

    @Test func whoIsErasedTwiceIsErasedOnce() async throws {
        try await withStore(place) { store in
            try await fill(store)
            let first = try await begin(in: store)
            #expect(try await begin(in: store) == first)
            #expect(try await store.runningErasures() == [first])
            try await finish(first, in: store)
            let second = try await finish(begin(in: store), in: store)
            #expect(second.id != first.id)
            #expect(second.found == Erasure.Found())
            guard case .found(let found) = try await store.erasure(first.reference) else {
                Issue.record("gone")
                return
            }
            #expect(found.found.sessions == 3)
        }
    }

    @Test func goesOnAfterARestart() async throws {
        var erasure: Erasure?
        try await withStore(place) { store in
            try await fill(store)
            erasure = try await advance(begin(in: store), by: 2, in: store)
        }
        let begun = try #require(erasure)
        #expect(begun.found.sessions == 2)
        try await withStore(place) { store in
            #expect(try await store.runningErasures() == [begun])
            // Nothing leaves meanwhile, as before.
            let refused = await store.perform(.enableNotifications(Fixtures.enable()))
            #expect(throws: CommandFailure.self) { try refused.get() }
            let end = try await finish(begun, by: 2, in: store)
            #expect(end.found.sessions == 3)
        }
    }

    @Test func onlyTheMerchantsOwnCustomerIsErased() async throws {
        try await withStore(place) { store in
            try await fill(store)
            let other = MerchantID(rawValue: "other")
            try await store.prepare(other, phoneNumberID: "800000000000003")
            let end = try await finish(begin(of: other, in: store), in: store)
            #expect(end.found == Erasure.Found())
            #expect(try await store.timeline("read").session.enablement?.phone == Fixtures.phone)
            let foreign = ErasureReference(merchant: merchant, erasure: end.id)
            guard case .missing(.erasure) = try await store.erasure(foreign) else {
                Issue.record("shown to another")
                return
            }
        }
    }

    @Test func aNotificationToANumberThatTheSessionHadBeforeIsFound() async throws {
        try await withStore(place) { store in
            try await store.prepare()
            try await enable("s", phone: "51234567", in: store)
            _ = try await store.armed(.paid, session: "s")
            try await enable("s", phone: "51234568", in: store)

            let end = try await finish(begin(in: store), by: 1, in: store)

            #expect(end.found == Erasure.Found(sessions: 1, notifications: 1, withdrawn: 1))
            let timeline = try await store.timeline("s")
            #expect(timeline.session.enablement?.phone.e164 == "+96551234568")
            #expect(timeline.notifications.map(\.notification.phone.isForgotten) == [true])
        }
    }

    @Test func namesThatMetaGaveGoToo() async throws {
        try await withStore(place) { store in
            try await store.prepare()
            for (session, phone) in [("a", "51234567"), ("b", "51234568")] {
                try await enable(session, phone: phone, in: store)
                let message = try await store.armed(.paid, session: session)
                try await store.report(
                    .accepted(
                        MessageID(rawValue: "wamid.\(session)"), isHeld: false,
                        names: CustomerNames(userID: "KW.\(session)1")), of: message)
            }
            try await finish(begin(in: store), by: 1, in: store)
            for (session, answer) in [
                ("a", CommandAnswer.ignored(.unattributed)), ("b", .recorded(nil)),
            ] {
                var word = Fixtures.consent()
                word.customer = InboundCustomer(names: CustomerNames(userID: "KW.\(session)1"))
                #expect(try await store.carryOut(.recordConsent(word)) == answer)
            }
        }
    }

    @Test func refusesABadNumberAndAnUnknownMerchant() async throws {
        try await withStore(place) { store in
            try await store.prepare()
            for (phone, merchant) in [("0512", merchant), ("51234567", MerchantID(rawValue: "no"))]
            {
                let command = EraseRecipient(merchant: merchant, phone: phone, actor: mona)
                let result = await store.perform(.erase(command))
                guard case .failure(.refused) = result else {
                    Issue.record("not refused: \(result)")
                    continue
                }
            }
            #expect(try await store.runningErasures() == [])
        }
    }
}
