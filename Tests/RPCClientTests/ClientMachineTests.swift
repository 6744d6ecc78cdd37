import RPC
import TestKit
import Testing
import Time

@testable import RPCClient

@Suite struct ClientMachineTests {
    @Test func connectsForTheFirstCallAndSendsIt() {
        let client = ClientUnderTest()
        client.start(1)
        #expect(client.take() == [.connect])
        client.connect()
        #expect(client.take() == [.send(1, streamID: 1)])
        #expect(client.answer(1) == 1)
        #expect(client.take().isEmpty)
    }

    @Test func sendsAsManyAsMayBeInFlightAndTheRestInOrder() {
        var options = RPCClientOptions()
        options.callsInFlightMax = 2
        let client = ClientUnderTest(options)
        for id in 1...4 as ClosedRange<UInt64> { client.start(id) }
        client.connect()
        #expect(
            client.take() == [.connect, .send(1, streamID: 1), .send(2, streamID: 3)])
        #expect(client.answer(3) == 2)
        #expect(client.take() == [.send(3, streamID: 5)])
        #expect(client.answer(1) == 1)
        #expect(client.take() == [.send(4, streamID: 7)])
    }

    @Test func refusesACallMoreThanMayWait() {
        var options = RPCClientOptions()
        options.callsWaitingMax = 2
        let client = ClientUnderTest(options)
        for id in 1...3 as ClosedRange<UInt64> { client.start(id) }
        #expect(client.take() == [.connect, .fail(3, .notSent(.tooManyCalls(2)))])
    }

    @Test func tellsThoseWhoWaitThatNobodyAnswersAndPauses() {
        let client = ClientUnderTest()
        client.start(1)
        client.start(2)
        client.refuse("ECONNREFUSED")
        let error = RPCError.notSent(
            .cannotReach(address: "a:1", reason: "ECONNREFUSED"))
        #expect(client.take() == [.connect, .fail(1, error), .fail(2, error)])

        client.start(3)
        #expect(client.take().isEmpty, "the next attempt waits")
        client.advance(by: client.options.backoff.firstMax)
        #expect(client.take() == [.connect])
    }

    @Test func theBoundOfThePausesDoublesUpToItsLimit() {
        var options = RPCClientOptions()
        options.backoff.firstMax = .milliseconds(100)
        options.backoff.longestMax = .seconds(1)
        for (failures, most) in [(1, 100), (2, 200), (3, 400), (4, 800), (5, 1000), (99, 1000)] {
            var random: any RandomNumberGenerator & Sendable = SeededGenerator(seed: 7)
            let waits = (0..<200).map { _ in
                options.backoff.wait(afterFailures: failures, using: &random)
            }
            #expect(waits.allSatisfy { (.zero ... .milliseconds(most)).contains($0) })
            #expect(waits.contains { $0 > .milliseconds(most) * 0.9 }, "the whole range is drawn")
            #expect(waits.contains { $0 < .milliseconds(most) * 0.1 }, "the jitter is full")
        }
    }

    @Test func theSameSeedGivesTheSamePauses() {
        var (one, two): (any RandomNumberGenerator & Sendable, any RandomNumberGenerator & Sendable)
        (one, two) = (SeededGenerator(seed: 3), SeededGenerator(seed: 3))
        let backoff = Backoff()
        #expect(
            (1...9).map { backoff.wait(afterFailures: $0, using: &one) }
                == (1...9).map { backoff.wait(afterFailures: $0, using: &two) })
    }

    @Test func whatWasSentIsUnknownAndWhatWasNotGoesOutAgain() {
        var options = RPCClientOptions()
        options.callsInFlightMax = 1
        let client = ClientUnderTest(options)
        for id in 1...3 as ClosedRange<UInt64> { client.start(id) }
        client.connect()
        #expect(client.answer(1) == 1)
        _ = client.take()

        client.lose("ECONNRESET")

        let error = RPCError.outcomeUnknown(.lost(address: "a:1", reason: "ECONNRESET"))
        #expect(client.take() == [.disconnect, .fail(2, error), .connect])
        client.connect()
        #expect(client.take() == [.send(3, streamID: 1)])
    }

    @Test func aConnectionThatNeverAnsweredCountsAsAFailedAttempt() {
        let client = ClientUnderTest()
        client.start(1)
        client.connect()
        client.lose("the server closed it")
        client.start(2)
        #expect(!client.take().suffix(1).contains(.connect))
        client.advance(by: client.options.backoff.firstMax)
        #expect(client.take() == [.connect])
    }

    @Test func anAnswerForNobodyIsDropped() {
        let client = ClientUnderTest()
        client.start(1)
        client.connect()
        #expect(client.answer(99) == nil)
        #expect(client.answer(1) == 1)
        #expect(client.answer(1) == nil)
    }

    @Test func aCallThatWaitsTooLongWasNotSent() {
        let client = ClientUnderTest()
        client.start(1, timeout: .seconds(2))
        client.advance(by: .seconds(2))
        #expect(client.take() == [.connect, .fail(1, .notSent(.timedOut))])
    }

    @Test func aCallThatWasSentAndTimesOutIsUnknownAndKeepsItsPlace() {
        var options = RPCClientOptions()
        options.callsInFlightMax = 1
        let client = ClientUnderTest(options)
        client.start(1, timeout: .seconds(2))
        client.start(2, timeout: .seconds(9))
        client.connect()
        client.advance(by: .seconds(2))
        #expect(
            client.take() == [
                .connect, .send(1, streamID: 1), .fail(1, .outcomeUnknown(.timedOut)),
            ])
        #expect(client.answer(1) == nil, "nobody waits for it")
        #expect(client.take() == [.send(2, streamID: 3)])
    }

    @Test func connectingMayNotTakeForEver() {
        let client = ClientUnderTest()
        client.start(1, timeout: .seconds(60))
        client.advance(by: client.options.connectTimeout)
        let error = ConnectionError.cannotReach(
            address: "a:1", reason: "connecting took too long")
        #expect(client.take() == [.connect, .disconnect, .fail(1, .notSent(error))])
    }

    @Test func aCancelledCallSaysWhetherItWasSent() {
        let client = ClientUnderTest()
        client.start(1)
        client.connect()
        client.machine.cancel(1, into: &client.actions)
        client.machine.cancel(1, into: &client.actions)
        #expect(
            client.take() == [
                .connect, .send(1, streamID: 1), .fail(1, .outcomeUnknown(.cancelled)),
            ])

        let other = ClientUnderTest()
        other.start(1)
        other.machine.cancel(1, into: &other.actions)
        #expect(other.take() == [.connect, .fail(1, .notSent(.cancelled))])
    }

    @Test func closingEndsEveryCallOnce() {
        var options = RPCClientOptions()
        options.callsInFlightMax = 1
        let client = ClientUnderTest(options)
        client.start(1)
        client.start(2)
        client.connect()
        _ = client.take()
        client.machine.close(into: &client.actions)
        client.machine.close(into: &client.actions)
        client.start(3)
        #expect(
            client.take() == [
                .disconnect, .fail(1, .outcomeUnknown(.closed)), .fail(2, .notSent(.closed)),
                .fail(3, .notSent(.closed)),
            ])
    }

    @Test(arguments: 1...50 as ClosedRange<UInt64>)
    func everyCallEndsExactlyOnceWhateverHappens(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var options = RPCClientOptions()
        options.callsInFlightMax = 4
        options.callsWaitingMax = 6
        let client = ClientUnderTest(options)
        var ended: [UInt64: Int] = [:]
        var sent: [UInt64: Int] = [:]
        var lastID: UInt64 = 0
        for step in 0..<400 {
            switch Int.random(in: 0..<9, using: &random) {
            case 0, 1, 2:
                lastID += 1
                client.start(lastID, timeout: .seconds(Int64.random(in: 1...20, using: &random)))
            case 3: client.connect()
            case 4: client.refuse("EPERM")
            case 5: client.lose("EPIPE")
            case 6: client.advance(by: .seconds(1))
            case 7: client.machine.cancel(lastID, into: &client.actions)
            default:
                let id = UInt32.random(in: 0...9, using: &random) * 2 + 1
                if let call = client.answer(id) { ended[call, default: 0] += 1 }
            }
            if step == 399 { client.machine.close(into: &client.actions) }
            for action in client.take() {
                if case .fail(let id, _) = action { ended[id, default: 0] += 1 }
                if case .send(let id, _) = action { sent[id, default: 0] += 1 }
            }
        }
        #expect(ended.count == Int(lastID), "seed \(seed)")
        #expect(ended.values.allSatisfy { $0 == 1 }, "seed \(seed)")
        #expect(sent.values.allSatisfy { $0 == 1 }, "seed \(seed)")
    }
}

/// A machine with a clock that the test moves, and what it decided.
final class ClientUnderTest {
    let options: RPCClientOptions
    var machine: ClientMachine
    var actions: [ClientMachine.Action] = []
    private var now = Moment.now

    init(_ options: RPCClientOptions = RPCClientOptions()) {
        self.options = options
        machine = ClientMachine(
            address: "a:1", options: options, random: SeededGenerator(seed: 1))
    }

    func start(_ id: UInt64, timeout: Duration = .seconds(600)) {
        machine.start(id, deadline: now + timeout, at: now, into: &actions)
    }

    func connect() { machine.connected(at: now, into: &actions) }
    func refuse(_ reason: String) { machine.connectFailed(reason, at: now, into: &actions) }
    func lose(_ reason: String) { machine.lost(reason, at: now, into: &actions) }
    func answer(_ streamID: UInt32) -> UInt64? {
        machine.answered(streamID, at: now, into: &actions)
    }

    /// Moves the clock; the machine is woken only if it asked for it.
    func advance(by step: Duration) {
        now += step
        if let moment = machine.wakesAt, moment <= now {
            machine.advance(to: now, into: &actions)
        }
    }

    /// What was decided since the last look.
    func take() -> [ClientMachine.Action] {
        defer { actions = [] }
        return actions
    }
}
