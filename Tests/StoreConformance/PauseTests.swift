import StoreCore
import TestKit
import Testing

@testable import Notifications

@Suite struct PauseTests {
    private let place: StorePlace
    private let mona = ActorName(rawValue: "mona")
    private let number = PauseScope.number(PhoneNumberID(rawValue: "800000000000002"))
    private let other = MerchantID(rawValue: "other")

    init() throws { place = try StorePlace() }

    private func pause(
        _ scope: PauseScope, of merchant: MerchantID = Fixtures.merchant.id,
        reason: String = "wrong link"
    ) -> Command {
        .pause(PauseSending(merchant: merchant, scope: scope, reason: reason, actor: mona))
    }

    private func resume(
        _ scope: PauseScope, of merchant: MerchantID = Fixtures.merchant.id
    ) -> Command {
        .resume(ResumeSending(merchant: merchant, scope: scope, actor: mona))
    }

    private func audit(
        in store: any Store, of merchant: MerchantID = Fixtures.merchant.id
    ) async throws -> [AuditEntry] {
        let query = PageQuery(merchant: merchant, before: nil, limit: 500)
        return try #require(try await store.auditEntries(query)).entries
    }

    @Test(arguments: [
        PauseScope.merchant, .number(PhoneNumberID(rawValue: "800000000000002")),
        .template(name: "order_update", language: "en"),
    ])
    func aPauseOutlivesARestartAndEndsWhenItIsResumed(scope: PauseScope) async throws {
        let expected = Pause(
            merchant: Fixtures.merchant.id, scope: scope, reason: "wrong link", actor: mona,
            since: Fixtures.now)

        try await withStore(place) { store in
            try await store.prepare()
            #expect(try await store.carryOut(pause(scope)) == .pause(expected))
        }
        try await withStore(place) { store in
            let status = try await store.pauses(of: Fixtures.merchant.id)
            #expect(status == [expected])
            #expect(try await store.carryOut(resume(scope)) == .pause(expected))
            #expect(try await store.pauses(of: Fixtures.merchant.id) == [])
            #expect(
                try await audit(in: store).map(\.action) == [.resume, .pause])
        }
    }

    @Test func whatIsPausedAlreadyStaysAsItIsAndIsNotAuditedTwice() async throws {
        try await place.withPrepared { store in
            let first = try await store.carryOut(pause(.merchant))
            let second = try await store.carryOut(pause(.merchant, reason: "another"))

            #expect(first == second)
            #expect(try await audit(in: store).map(\.detail) == ["wrong link"])
        }
    }

    @Test func aSharedNumberIsPausedForAllAndAnyOfThemMayResumeIt() async throws {
        try await place.withPrepared { store in
            try await store.prepare(other)
            _ = try await store.carryOut(pause(number))
            _ = try await store.carryOut(pause(.merchant))

            let seen = try #require(try await store.pauses(of: other))
            #expect(seen.map(\.scope) == [number])
            #expect(seen.map(\.merchant) == [Fixtures.merchant.id])
            _ = try await store.carryOut(pause(number, of: other))
            #expect(try await audit(in: store, of: other).isEmpty, "it was paused already")

            _ = try await store.carryOut(resume(number, of: other))
            #expect(
                try await store.pauses(of: Fixtures.merchant.id)?.map(\.scope) == [.merchant])
            #expect(try await audit(in: store, of: other).map(\.action) == [.resume])
        }
    }

    @Test func onlyWhatTheMerchantHasCanBePaused() async throws {
        try await withStore(place) { store in
            try await store.prepare()
            let cases: [(Command, Refusal)] = [
                (pause(.number(PhoneNumberID(rawValue: "1"))), .notFound(.authenticator)),
                (pause(.template(name: "order_update", language: "fr")), .notFound(.template)),
                (pause(.template(name: "other", language: "en")), .notFound(.template)),
                (pause(.merchant, of: other), .notFound(.merchant)),
                (resume(.merchant, of: other), .notFound(.merchant)),
            ]
            for (command, refusal) in cases {
                #expect(await store.perform(command) == .failure(.refused(refusal)))
            }
            #expect(try await audit(in: store).isEmpty)
        }
    }

    @Test func whatIsNotPausedCannotBeResumed() async throws {
        try await withStore(place) { store in
            try await store.prepare()
            for scope in [PauseScope.merchant, number] {
                let result = await store.perform(resume(scope))
                guard case .failure(.refused(.forbidden(let why))) = result else {
                    Issue.record("not refused: \(result)")
                    continue
                }
                #expect(why.reason == "NOT_PAUSED")
            }
            #expect(try await audit(in: store).isEmpty)
        }
    }

    @Test(arguments: [
        PauseScope.merchant, .number(PhoneNumberID(rawValue: "800000000000002")),
        .template(name: "order_update", language: "en"),
    ])
    func aPauseHoldsTheQueuesThatItCovers(scope: PauseScope) async throws {
        try await withStore(place) { store in
            // given
            try await store.prepare()
            try await store.enable()
            let id = try #require(try await store.notify(.paid).notification)
            let observer = RecordingObserver()
            store.observe(observer)
            // when
            _ = try await store.carryOut(pause(scope))
            // then
            #expect(observer.events.count(where: \.queuesChanged) == 1)
            #expect(try await store.queues().map(\.hold) == [.paused])
            let shown = try #require(try await store.timeline().notifications.first)
            #expect(shown.notification.status == .held)
            #expect(shown.notification.statusReason == "PAUSED")
            let reference = NotificationReference(
                merchant: Fixtures.merchant.id, notification: id)
            let armed = await store.perform(.arm(ArmNotification(reference: reference)))
            #expect(armed == .success(.armed(.moved)))
            _ = try await store.carryOut(resume(scope))
            #expect(observer.events.count(where: \.queuesChanged) == 2)
            #expect(try await store.queues().map(\.hold) == [nil])
            #expect(try await store.arm(id).reference == reference)
        }
    }

    @Test func whoSharesAPausedNumberIsHeldToo() async throws {
        try await place.withPrepared { store in
            try await store.prepare(other)
            try await store.enable()
            try await store.notify(.paid)
            _ = try await store.carryOut(pause(number, of: other))
            _ = try await store.carryOut(pause(.merchant, of: other))

            #expect(try await store.queues().map(\.hold) == [.paused])
            _ = try await store.carryOut(resume(number, of: other))
            #expect(try await store.queues().map(\.hold) == [nil])
        }
    }

    @Test func whatAPauseHoldsCanBeCancelled() async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let id = try #require(try await store.notify(.paid).notification)
            _ = try await store.carryOut(pause(.merchant))
            let reference = NotificationReference(
                merchant: Fixtures.merchant.id, notification: id)

            let answer = try await store.carryOut(
                .cancel(CancelNotification(reference: reference, actor: mona)))

            guard case .notification(let cancelled) = answer else {
                Issue.record("\(answer)")
                return
            }
            #expect(cancelled.status == .cancelled)
            #expect(cancelled.statusReason == "CANCELLED")
            #expect(try await store.queues().isEmpty)
        }
    }
}
