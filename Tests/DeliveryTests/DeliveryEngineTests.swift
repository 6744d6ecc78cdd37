import Notifications
import TestKit
import Testing

@testable import Delivery

@Suite(.timeLimit(.minutes(1)))
struct DeliveryEngineTests {
    private let id = NotificationID(rawValue: "n")
    private let token = AttemptToken(rawValue: "n#1")

    @Test func armsThenSendsThenRecords() async throws {
        let world = World()
        try await world.run {
            world.store.queue(["n"])
            await world.journal.until(.recorded(id, .accepted))
        }
        let steps = world.journal.entries.filter { $0 != .lookedForWork }
        #expect(steps == [.armed(id), .sent(id, token), .recorded(id, .accepted)])
    }

    @Test func deliversWhatWasQueuedBeforeTheStart() async throws {
        let world = World(isAnnouncing: false)
        world.store.queue(["n"])
        try await world.run { await world.journal.until(.recorded(id, .accepted)) }
        #expect(world.journal.count(.sent(id, token)) == 1)
        #expect(world.journal.count(.recorded(id, .accepted)) == 1)
    }

    @Test func deliversByTheSweepWhatWasNeverAnnounced() async throws {
        let world = World(isAnnouncing: false)
        try await world.run {
            await world.journal.until(.lookedForWork)
            world.store.queue(["n"])
            await world.advance(until: .recorded(id, .accepted))
        }
        let moment = try #require(world.journal.moment(of: .sent(id, token)))
        #expect(moment <= SteppedWallClock.start + .seconds(3))
    }

    @Test func armsAllOfMoreThanAPage() async throws {
        let world = World(isAnnouncing: false)
        let names = (0..<600).map { "n\(1_000 + $0)" }
        let ids = world.store.queue(names)
        try await world.run {
            for id in ids { await world.advance(until: .recorded(id, .accepted)) }
        }
        #expect(world.journal.sends == 600)
        #expect(world.sender.inFlightPeak <= 64)
        #expect(world.clock.now.offset >= .seconds(8), "80 a second, and a few at once")
        #expect(world.clock.now.offset <= .seconds(10), "no page waits for a sweep")
    }

    @Test func fillsThePlacesInFlightAndNoMore() async throws {
        let world = World(options: DeliveryOptions(sendsInFlightMax: 3))
        world.sender.setStalling(true)
        try await world.run {
            world.store.queue((0..<9).map { "n\($0)" })
            await world.sender.untilInFlight(3)
            await world.advance(by: .seconds(5))
            #expect(world.sender.inFlightPeak == 3)
            world.sender.setStalling(false)
            for number in 0..<9 {
                let id = NotificationID(rawValue: "n\(number)")
                await world.advance(until: .recorded(id, .accepted))
            }
        }
        #expect(world.sender.inFlightPeak == 3)
    }

    @Test func armsNoMoreWhileNothingLeaves() async throws {
        let world = World(options: DeliveryOptions(aheadMax: 3))
        world.sender.setHoldingBack(true)
        let ids = world.store.queue((0..<9).map { "n\($0)" })
        try await world.run {
            await world.sender.untilInFlight(3)
            await world.advance(by: .seconds(5))
            #expect(world.sender.inFlightPeak == 3)
            world.sender.setHoldingBack(false)
            for id in ids { await world.advance(until: .recorded(id, .accepted)) }
        }
        #expect(world.journal.sends == 9)
    }

    @Test func sendsARefusedMessageAgainWhenItIsDueAndNotBefore() async throws {
        let world = World()
        let refusal = SendResult.refused(code: 130_429, .retry(after: .seconds(7)), detail: "")
        world.sender.answer(id, with: [refusal])
        try await world.run {
            world.store.queue(["n"])
            await world.journal.until(.recorded(id, .pending))
            await world.advance(until: .recorded(id, .accepted))
        }
        let again = AttemptToken(rawValue: "n#2")
        let moment = try #require(world.journal.moment(of: .sent(id, again)))
        #expect(moment >= SteppedWallClock.start + .seconds(7))
        #expect(moment <= SteppedWallClock.start + .seconds(10))
    }

    @Test(arguments: [
        SendResult.unknown(code: 131_000, detail: "timeout"),
        .refused(code: 131_026, .stopRecipient, detail: "no"),
        .accepted(MessageID(rawValue: "wamid.1"), isHeld: true),
    ]) func sendsOnceWhateverTheTime(result: SendResult) async throws {
        let world = World()
        world.sender.answer(id, with: [result])
        try await world.run {
            world.store.queue(["n"])
            await world.journal.until(times: 1) { if case .recorded = $0 { true } else { false } }
            await world.advance(by: .seconds(60))
        }
        #expect(world.journal.count(where: { if case .sent = $0 { true } else { false } }) == 1)
        #expect(world.journal.count(.armed(id)) == 1)
    }

    @Test func sendsALaterOneOfTheSessionAfterTheEarlierOne() async throws {
        let world = World()
        let later = NotificationID(rawValue: "later")
        world.sender.setStalling(true)
        try await world.run {
            world.store.queue(["n"])
            await world.sender.untilInFlight(1)
            world.store.update { state in
                state.rows[later] = ToyStore.Row(
                    id: later, dueAt: SteppedWallClock.start, predecessor: id)
            }
            world.store.queue([])
            world.sender.setStalling(false)
            await world.advance(until: .recorded(later, .accepted))
        }
        let recorded = world.journal.entries.filter {
            if case .recorded = $0 { true } else { false }
        }
        #expect(recorded == [.recorded(id, .accepted), .recorded(later, .accepted)])
    }

    @Test func endsWhatRanOutOfTimeAndDoesNotSendIt() async throws {
        let world = World(isAnnouncing: false)
        let end = SteppedWallClock.start + .seconds(10)
        let ids = (0..<300).map { NotificationID(rawValue: "n\($0)") }
        world.store.update { state in
            for id in ids {
                state.rows[id] = ToyStore.Row(
                    id: id, status: .held, dueAt: SteppedWallClock.start, expiresAt: end)
            }
        }
        try await world.run {
            await world.journal.until(.lookedForWork)
            for id in ids { await world.advance(until: .expired(id)) }
        }
        #expect(ids.allSatisfy { world.journal.moment(of: .expired($0)) == end })
        #expect(world.sender.inFlightPeak == 0)
        #expect(world.metrics.total("paynotify_delivery_expired_total") == 300)
    }

    @Test func countsSendsByResultAndMeasuresThem() async throws {
        let world = World()
        let refused = NotificationID(rawValue: "refused")
        world.sender.answer(
            refused, with: [.refused(code: 1, .stopMessage, detail: "")])
        try await world.run {
            world.store.queue(["n", "refused"])
            await world.journal.until(.recorded(refused, .dead))
            await world.journal.until(.recorded(id, .accepted))
        }
        func sends(_ result: String) -> Int64 {
            world.metrics.total("paynotify_delivery_sends_total{result=\(result)}")
        }
        #expect(sends("accepted") == 1)
        #expect(sends("refused_stop") == 1)
        #expect(world.metrics.count("paynotify_delivery_send_seconds") == 2)
        #expect(world.metrics.last("paynotify_delivery_in_flight") == 0)
    }

    @Test func measuresHowLongTheOldestHasWaited() async throws {
        let world = World(isAnnouncing: false)
        world.store.queue(["n"], after: .seconds(-90))
        try await world.run { await world.journal.until(.recorded(id, .accepted)) }
        let lag = "paynotify_delivery_lag_seconds{lane=post_payment}"
        #expect(world.metrics.total(lag) == 90)
        let dwell = "paynotify_delivery_dwell_seconds{lane=post_payment}"
        #expect(world.metrics.total(dwell) >= 90_000_000_000)
        #expect(world.metrics.last("paynotify_delivery_rate{number=100}") == 80)
        #expect(world.metrics.last("paynotify_delivery_in_flight_limit{number=100}") == 32)
    }
}
