import StoreCore
import TestKit
import Testing

@testable import Notifications

/// An answer that shows no replay.
private struct NoReplay: Error {}

@Suite struct ReplayTests {
    private let clock = ManualClock()
    private let place: StorePlace
    private let mona = ActorName(rawValue: "mona")

    init() throws { place = try StorePlace(clock: clock) }

    private func start(
        _ filter: ReplayFilter = ReplayFilter(statuses: [.dead]), expecting count: Int = 0,
        rate: Int = 2, isDryRun: Bool = false
    ) -> Command {
        .startReplay(
            StartReplay(
                merchant: Fixtures.merchant.id, filter: filter, rate: rate, isDryRun: isDryRun,
                expectedCount: count, actor: mona))
    }

    private func begin(_ command: Command, in store: any Store) async throws -> Replay {
        guard case .replayStarted(let answer) = try await store.carryOut(command),
            let replay = answer.replay
        else { throw NoReplay() }
        return replay
    }

    private func advance(_ replay: Replay, in store: any Store) async throws -> Replay {
        let command = Command.advanceReplay(AdvanceReplay(reference: replay.reference))
        guard case .replay(let next) = try await store.carryOut(command) else {
            throw NoReplay()
        }
        return next
    }

    /// Sessions whose one notification Meta refused for good.
    private func refuse(_ count: Int, in store: any Store) async throws -> [NotificationID] {
        var ids: [NotificationID] = []
        for number in 1...count {
            try await store.enable("s-\(number)")
            let id = try #require(
                try await store.notify(.paid, session: "s-\(number)").notification)
            try await refuse(id, in: store)
            ids.append(id)
        }
        return ids
    }

    private func refuse(_ id: NotificationID, in store: any Store) async throws {
        let message = try await store.arm(id)
        try await store.report(.refused(code: 131_026, .stopRecipient, detail: "no"), of: message)
    }

    private func statuses(in store: any Store) async throws -> [NotificationID: String] {
        let page = try #require(
            try await store.notifications(
                NotificationQuery(
                    merchant: Fixtures.merchant.id, session: nil, status: nil,
                    position: .latest(before: nil), limit: 500)))
        return Dictionary(
            uniqueKeysWithValues: page.notifications.map { ($0.id, $0.status.rawValue) })
    }

    @Test func aDryRunCountsAndChangesNothing() async throws {
        try await place.withPrepared { store in
            _ = try await refuse(3, in: store)
            let filters: [(ReplayFilter, Int)] = [
                (ReplayFilter(statuses: [.dead]), 3), (ReplayFilter(statuses: [.failed]), 0),
                (ReplayFilter(statuses: [.failed, .dead], reasons: ["PROVIDER_REJECTED"]), 3),
                (ReplayFilter(statuses: [.dead], reasons: ["EXPIRED"]), 0),
                (ReplayFilter(statuses: [.dead], codes: [1, 131_026]), 3),
                (ReplayFilter(statuses: [.dead], codes: [1]), 0),
                (ReplayFilter(statuses: [.dead], plugin: .paymentRequest), 3),
                (ReplayFilter(statuses: [.dead], plugin: .eCommerce), 0),
                (ReplayFilter(statuses: [.dead], states: [.paid]), 3),
                (ReplayFilter(statuses: [.dead], states: [.failed]), 0),
                (ReplayFilter(statuses: [.dead], createdFrom: Fixtures.now), 3),
                (ReplayFilter(statuses: [.dead], createdUntil: Fixtures.now), 0),
            ]
            for (filter, count) in filters {
                #expect(
                    try await store.carryOut(start(filter, isDryRun: true))
                        == .replayStarted(.init(matched: count, replay: nil)), "\(filter.text)")
            }
            let query = PageQuery(merchant: Fixtures.merchant.id, before: nil, limit: 5)
            #expect(try await store.replays(query)?.replays == [])
            #expect(try await store.auditEntries(query)?.entries == [])
        }
    }

    @Test func whatMatchesIsResentOnceThoughTheProcessIsKilledBetweenSteps() async throws {
        var replay: Replay?
        var refused: [NotificationID] = []
        // given: a first step, and then the end of the process
        try await place.withPrepared { store in
            refused = try await refuse(5, in: store)
            let begun = try await begin(start(expecting: 5), in: store)
            replay = try await advance(begun, in: store)
        }
        let begun = try #require(replay)
        #expect(begun.resent == 2)
        // when: the commit of the next step is durable, and nobody learns of it
        clock.advance(by: .seconds(1))
        _ = try? await withStore(place.losingAnswers) { store in
            _ = try await advance(begun, in: store)
        }
        // then
        try await withStore(place) { store in
            let running = try await store.runningReplays()
            #expect(running.map(\.resent) == [4])
            clock.advance(by: .seconds(1))
            let end = try await advance(begun, in: store)
            #expect(end.status == .finished)
            #expect(end.resent == 5 && end.skipped == 0)
            #expect(try await store.runningReplays() == [])
            let statuses = try await statuses(in: store)
            #expect(refused.allSatisfy { statuses[$0] == "pending" })
            for id in refused { try await refuse(id, in: store) }
            clock.advance(by: .seconds(60))
            _ = try await advance(begun, in: store)
            #expect(
                try await Set(self.statuses(in: store).values) == ["dead"], "none a second time")
        }
    }

    @Test func aStepBeforeItsTimeIsNone() async throws {
        try await place.withPrepared { store in
            _ = try await refuse(3, in: store)
            let first = try await advance(begin(start(expecting: 3), in: store), in: store)

            let second = try await advance(first, in: store)

            #expect(second == first)
        }
    }

    @Test func whatChangedOrMayNotBeResentIsSkipped() async throws {
        try await withStore(place) { store in
            // given: one was resent by hand, one was overtaken
            try await store.prepare()
            let refused = try await refuse(2, in: store)
            try await store.enable("s-3")
            let failed = try #require(
                try await store.notify(.failed, session: "s-3").notification)
            try await refuse(failed, in: store)
            try await store.notify(.paid, session: "s-3")
            let replay = try await begin(start(expecting: 3, rate: 50), in: store)
            _ = try await store.carryOut(
                .resend(
                    ResendNotification(
                        reference: NotificationReference(
                            merchant: Fixtures.merchant.id, notification: refused[0]),
                        key: ResendKey(rawValue: "k"), allowsSuperseded: false, actor: mona)))
            // when
            let end = try await advance(replay, in: store)
            // then
            #expect(end.status == .finished)
            #expect(end.resent == 1 && end.skipped == 2)
            #expect(try await statuses(in: store)[failed] == "dead")
        }
    }

    @Test func whatComesToMatchLaterIsNotReached() async throws {
        try await place.withPrepared { store in
            try await store.enable("late")
            let late = try #require(try await store.notify(.paid, session: "late").notification)
            _ = try await refuse(1, in: store)
            let replay = try await begin(start(expecting: 1, rate: 50), in: store)
            try await refuse(late, in: store)

            let end = try await advance(replay, in: store)

            #expect(end.resent == 1)
            #expect(try await statuses(in: store)[late] == "dead")
        }
    }

    @Test func aCancelledReplayGoesNoFurther() async throws {
        try await place.withPrepared { store in
            _ = try await refuse(3, in: store)
            let replay = try await advance(begin(start(expecting: 3), in: store), in: store)
            let cancel = Command.cancelReplay(
                CancelReplay(reference: replay.reference, actor: mona))
            _ = try await store.carryOut(cancel)
            clock.advance(by: .seconds(1))

            let after = try await advance(replay, in: store)

            #expect(after.status == .cancelled)
            #expect(after.resent == 2)
            guard case .failure(.refused(.forbidden(let why))) = await store.perform(cancel) else {
                Issue.record("cancelled twice")
                return
            }
            #expect(why.reason == "NOT_RUNNING")
            let query = PageQuery(merchant: Fixtures.merchant.id, before: nil, limit: 5)
            let audit = try #require(try await store.auditEntries(query)).entries
            #expect(audit.map(\.action) == [.cancelReplay, .replay])
            #expect(audit.map(\.rows) == [2, 3])
            #expect(audit.last?.detail == "statuses=dead rate=2")
        }
    }

    @Test func aReplayIsShownToItsMerchantOnly() async throws {
        try await place.withPrepared { store in
            let other = MerchantID(rawValue: "other")
            try await store.prepare(other, phoneNumberID: "800000000000003")
            _ = try await refuse(1, in: store)
            let replay = try await begin(start(expecting: 1), in: store)
            let foreign = ReplayReference(merchant: other, replay: replay.id)

            guard case .found(let found) = try await store.replay(replay.reference),
                case .missing(.replay) = try await store.replay(foreign),
                case .failure(.refused(.notFound(.replay))) = await store.perform(
                    .cancelReplay(CancelReplay(reference: foreign, actor: mona)))
            else {
                Issue.record("shown to another")
                return
            }
            #expect(found == replay)
            let unknown = ReplayReference(
                merchant: MerchantID(rawValue: "nobody"), replay: replay.id)
            guard case .missing(.merchant) = try await store.replay(unknown) else {
                Issue.record("shown to nobody")
                return
            }
        }
    }
}
