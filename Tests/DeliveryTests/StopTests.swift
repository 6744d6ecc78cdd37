import Notifications
import TestKit
import Testing

@testable import Delivery

/// Stops of a number, from the answer of Meta to the stored transition and the next start.
@Suite(.timeLimit(.minutes(1)))
struct StopTests {
    private let id = NotificationID(rawValue: "n")
    private let number = ToyStore.account.phoneNumberID

    private func refusal(_ cause: SenderStop.Cause) -> SendResult {
        .refused(code: 1, .stopSender(cause), detail: "")
    }

    @Test func aStopIsStoredOnceAndSurvivesARestart() async throws {
        let world = World()
        world.sender.answer(id, with: [refusal(.restricted)])
        try await world.run {
            world.store.queue(["n", "other"])
            await world.journal.until(.stopped(number, .restricted))
            await world.advance(by: .seconds(20))
        }
        let sends = world.journal.sends
        #expect(world.journal.count(.stopped(number, .restricted)) == 1)

        let next = World(after: world)
        try await next.run {
            await next.advance(by: .seconds(20))
            #expect(next.journal.sends == sends)
            await next.advance(until: .recorded(id, .accepted))
            await next.journal.until(.resumed(number))
        }
        let again = next.journal.moment(of: .resumed(number))
        let stopped = next.journal.moment(of: .stopped(number, .restricted))
        #expect(again.flatMap { again in stopped.map { again.since($0) >= .seconds(60) } } == true)
        let stops = "paynotify_delivery_stops_total"
        #expect(world.metrics.total("\(stops){change=stopped,cause=restricted}") == 1)
        #expect(next.metrics.total("\(stops){change=resumed,cause=restricted}") == 1)
        #expect(world.metrics.total("paynotify_meta_refusals_total{code=1}") >= 1)
        let now = "paynotify_numbers_stopped{cause=RESTRICTED}"
        #expect(world.metrics.last(now) == 1)
        #expect(world.metrics.last("paynotify_numbers_stopped{cause=SPAM}") == 0)
        #expect(world.metrics.last("paynotify_queues_held{reason=PAUSED}") == 0)
    }

    @Test func aTransitionThatIsNotStoredIsKept() async throws {
        let world = World()
        world.store.update { $0.failures[.recordSender] = [.unavailable, .outcomeUnknown] }
        world.sender.answer(id, with: [refusal(.spam)])
        try await world.run {
            world.store.queue(["n"])
            await world.journal.until(.failed(.recordSender, .unavailable))
            await world.advance(until: .stopped(number, .spam))
        }
        #expect(world.journal.count(.failed(.recordSender, .outcomeUnknown)) == 1)
    }

    @Test func aRefusedTransitionIsGivenUp() async throws {
        let world = World()
        let refused = CommandFailure.refused(.notFound(.authenticator))
        world.store.update { $0.failures[.recordSender] = [refused] }
        world.sender.answer(id, with: [refusal(.restricted)])
        try await world.run {
            world.store.queue(["n"])
            await world.journal.until(.failed(.recordSender, refused))
            await world.advance(until: .resumed(number))
        }
        #expect(world.journal.count(.stopped(number, .restricted)) == 0)
    }

    @Test func asksAboutARefusedTokenUntilMetaTakesIt() async throws {
        let world = World(refusedTokens: 2)
        world.store.update { state in
            state.accounts = [
                Authenticator(
                    id: AuthenticatorID(rawValue: "a"), merchant: ToyStore.merchant, version: 1,
                    phoneNumberID: number, accountID: "200", accessToken: Secret("t"),
                    appSecret: Secret("s"), verifyToken: Secret("v"), templateNamespace: nil)
            ]
        }
        world.sender.answer(id, with: [refusal(.credentials)])
        try await world.run {
            world.store.queue(["n"])
            await world.advance(until: .recorded(id, .accepted))
        }
        #expect(world.journal.count(.askedForNumber(number)) == 3)
        #expect(world.journal.sends == 2)
        #expect(world.clock.now.offset >= .seconds(180))
    }

    @Test func sendsAgainOnceTheAccountIsGone() async throws {
        let world = World(refusedTokens: 100)
        world.sender.answer(id, with: [refusal(.credentials)])
        try await world.run {
            world.store.queue(["n"])
            await world.advance(until: .recorded(id, .accepted))
        }
        #expect(world.journal.count(.askedForNumber(number)) == 0)
    }

    @Test func aMessageTriesTheTokenWhereNobodyCanAsk() async throws {
        let world = World()
        world.sender.answer(id, with: [refusal(.credentials), refusal(.credentials)])
        try await world.run {
            world.store.queue(["n"])
            await world.advance(until: .recorded(id, .accepted))
        }
        #expect(world.journal.sends == 3)
        #expect(world.clock.now.offset >= .seconds(120))
    }

    @Test func expiryRunsOnWhileTheNumberIsStopped() async throws {
        let world = World()
        let other = NotificationID(rawValue: "other")
        world.sender.answer(id, with: [refusal(.spam)])
        try await world.run {
            world.store.queue(["n"])
            await world.journal.until(.stopped(number, .spam))
            let end = world.journal.wallClock.now() + .seconds(30)
            world.store.update { state in
                state.rows[other] = ToyStore.Row(
                    id: other, dueAt: SteppedWallClock.start, expiresAt: end)
            }
            await world.advance(until: .expired(other))
        }
        #expect(world.journal.sends == 1)
    }

    @Test func anUnclassifiedCodeRaisesItsAlarm() async throws {
        let world = World()
        world.sender.answer(id, with: [.refused(code: 77_777, .unclassified, detail: "")])
        try await world.run {
            world.store.queue(["n"])
            await world.journal.until(.recorded(id, .dead))
        }
        #expect(world.metrics.total("paynotify_meta_unclassified_total") == 1)
    }
}
