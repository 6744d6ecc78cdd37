import Notifications
import TestKit
import Testing

@testable import Delivery

/// What goes wrong around the engine: a store that does not write, and stops.
@Suite(.timeLimit(.minutes(1)))
struct DeliveryFaultTests {
    private let id = NotificationID(rawValue: "n")
    private let other = NotificationID(rawValue: "other")

    private func isSend(_ entry: Entry) -> Bool {
        if case .sent = entry { true } else { false }
    }

    @Test(arguments: [CommandFailure.unavailable, .outcomeUnknown])
    func keepsAResultUntilItIsStoredAndArmsNothingMeanwhile(
        failure: CommandFailure
    ) async throws {
        let world = World()
        world.store.update { $0.failures[.recordAttempt] = Array(repeating: failure, count: 6) }
        try await world.run {
            world.store.queue(["n"])
            await world.journal.until(.failed(.recordAttempt, failure))
            // Returns when the engine has heard of the kept result: it then sleeps on it.
            await world.advance(until: .failed(.recordAttempt, failure), times: 2)
            world.store.queue(["other"])
            await world.advance(until: .recorded(id, .accepted))
            await world.journal.until(.recorded(other, .accepted))
        }
        let steps = world.journal.entries.filter { $0 != .lookedForWork }
        let failures = Array(repeating: Entry.failed(.recordAttempt, failure), count: 6)
        #expect(steps.count(where: isSend) == 2)
        let sent = Entry.sent(id, AttemptToken(rawValue: "n#1"))
        let expected = [.armed(id), sent] + failures + [.recorded(id, .accepted)]
        #expect(Array(steps.prefix(9)) == expected)
        #expect(world.metrics.total("paynotify_delivery_results_kept_total") == 1)
    }

    @Test func givesUpAResultThatTheStoreRefuses() async throws {
        let world = World()
        let refusal = CommandFailure.refused(.notFound(.notification))
        world.store.update { $0.failures[.recordAttempt] = [refusal] }
        try await world.run {
            world.store.queue(["n"])
            await world.journal.until(.failed(.recordAttempt, refusal))
            world.store.queue(["other"])
            await world.journal.until(.recorded(other, .accepted))
        }
        #expect(world.journal.count(where: isSend) == 2)
    }

    @Test(arguments: [CommandFailure.unavailable, .outcomeUnknown])
    func sendsNothingWhoseArmIsNotStoredAndTriesAgain(failure: CommandFailure) async throws {
        let world = World()
        world.store.update { $0.failures[.arm] = [failure, failure, failure] }
        try await world.run {
            world.store.queue(["n"])
            await world.journal.until(.failed(.arm, failure))
            #expect(world.journal.count(where: isSend) == 0)
            await world.advance(until: .recorded(id, .accepted))
        }
        #expect(world.journal.count(.failed(.arm, failure)) == 3)
        #expect(world.journal.count(where: isSend) == 1)
    }

    @Test func asksAStoreThatCannotAnswerAgain() async throws {
        let world = World(isAnnouncing: false)
        world.store.update { $0.isDeaf = true }
        world.store.queue(["n"])
        try await world.run {
            await world.journal.until(.lookedForWork)
            world.store.update { $0.isDeaf = false }
            await world.advance(until: .recorded(id, .accepted))
        }
        #expect(world.journal.count(where: isSend) == 1)
        #expect(world.journal.count(.recorded(id, .accepted)) == 1)
    }

    @Test func stopsAtOnceWithNothingToDo() async {
        let world = World()
        world.engine.stop()
        await world.engine.run()
        #expect(world.journal.count(where: isSend) == 0)
    }

    @Test func waitsForSendsInFlightAtTheStopAndArmsNothingMore() async throws {
        let world = World(options: DeliveryOptions(sendsInFlightMax: 1))
        world.sender.setStalling(true)
        async let run: Void = world.engine.run()
        world.store.queue(["n", "other"])
        await world.sender.untilInFlight(1)
        world.engine.stop()
        world.engine.stop()
        await Task.yield()
        world.sender.setStalling(false)
        await run
        #expect(world.store.status(of: id) == .accepted)
        #expect(world.store.status(of: other) == .pending)
    }

    @Test func cutsSendsThatOutlastTheDrainAndRecordsThemAsUnknown() async throws {
        let world = World()
        world.sender.setStalling(true)
        async let run: Void = world.engine.run()
        world.store.queue(["n"])
        await world.sender.untilInFlight(1)
        world.engine.stop()
        await world.advance(until: .recorded(id, .uncertain))
        await run
        #expect(world.clock.now.offset >= .seconds(20))
    }

    @Test func cutsSendsWhenItsTaskIsCancelled() async {
        let world = World()
        world.sender.setStalling(true)
        let run = Task { await world.engine.run() }
        world.store.queue(["n"])
        await world.sender.untilInFlight(1)
        run.cancel()
        await run.value
        #expect(world.store.status(of: id) == .uncertain)
    }

    @Test func givesUpAKeptResultWhenTheDrainEnds() async throws {
        let world = World()
        let failures = Array(repeating: CommandFailure.unavailable, count: 1_000)
        world.store.update { $0.failures[.recordAttempt] = failures }
        async let run: Void = world.engine.run()
        world.store.queue(["n"])
        await world.journal.until(.failed(.recordAttempt, .unavailable))
        world.engine.stop()
        while world.clock.now.offset < .seconds(21) { await world.clock.step(sleepers: 2) }
        await run
        #expect(world.store.status(of: id) == .armed)
        #expect(world.journal.count(where: isSend) == 1)
    }
}
