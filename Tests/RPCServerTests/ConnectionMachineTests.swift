import Framing
import RPC
import TestKit
import Testing
import Time

@testable import RPCServer

@Suite struct ConnectionMachineTests {
    @Test func handsACallOverWithItsDeadline() throws {
        let connection = MachineUnderTest()
        connection.receive(
            request(id: 1, method: "Echo", payload: [1, 2], timeout: .seconds(5)))

        let call = try #require(connection.calls.first)
        #expect(call.request.service == "test.Service")
        #expect(call.request.method == "Echo")
        #expect(call.request.payload == [1, 2])
        #expect(call.request.deadline == connection.now + .seconds(5))
        #expect(connection.answers.isEmpty)
    }

    @Test(arguments: [nil, .seconds(3600)] as [Duration?])
    func aCallHasNoMoreTimeThanTheServerAllows(_ timeout: Duration?) throws {
        let connection = MachineUnderTest()
        connection.receive(request(id: 1, timeout: timeout))
        let call = try #require(connection.calls.first)
        #expect(call.request.deadline == connection.now + connection.limits.callTimeMax)
    }

    @Test(arguments: Misbehaviour.all)
    func answersWhatAStockClientDoesWrong(_ wrong: Misbehaviour) {
        let connection = MachineUnderTest(limits: wrong.limits)
        connection.receive(wrong.bytes)

        #expect(connection.answers.map(\.streamID) == wrong.answers.map(\.streamID))
        #expect(connection.answers.map(\.status.code) == wrong.answers.map(\.code))
        #expect(connection.answers.map(\.status.reason) == wrong.answers.map(\.reason))
        #expect(connection.calls.isEmpty)
        #expect(connection.closed == wrong.closes)
    }

    @Test(arguments: Misbehaviour.all.filter { $0.closes == nil })
    func servesTheNextCallAfterWhatWasWrong(_ wrong: Misbehaviour) {
        let connection = MachineUnderTest(limits: wrong.limits)
        connection.receive(wrong.bytes)
        connection.receive(request(id: 9))
        #expect(connection.calls.map(\.streamID) == [9], "\(connection.answers)")
    }

    @Test func ignoresUnknownFlags() {
        let connection = MachineUnderTest()
        connection.receive(request(id: 1, flags: 0xFD))
        #expect(connection.calls.count == 1)
    }

    @Test func takesOddIdsInAnyOrderAndAgainAfterTheirAnswer() {
        let connection = MachineUnderTest()
        for id in [5, 3, 0xFFFF_FFFF, 1] as [UInt32] { connection.receive(request(id: id)) }
        #expect(connection.calls.map(\.streamID) == [5, 3, 0xFFFF_FFFF, 1])
        #expect(connection.answer(0))
        connection.receive(request(id: 5))
        #expect(connection.calls.count == 5)
        #expect(connection.answers.isEmpty)
    }

    @Test func anActiveIdIsRefusedAndTheThirdTimeCloses() {
        let connection = MachineUnderTest()
        connection.receive(request(id: 1))
        connection.receive(request(id: 1))
        connection.receive(request(id: 1))
        #expect(connection.answers.map(\.status.reason) == ["STREAM_ACTIVE", "STREAM_ACTIVE"])
        #expect(connection.closed == nil)
        connection.receive(request(id: 1))
        #expect(connection.closed == .tooManyStrikes)
        #expect(connection.calls.count == 1)
    }

    @Test func theFirstCallOfAnIdThatWasUsedTwiceIsStillAnswered() {
        let connection = MachineUnderTest()
        connection.receive(request(id: 1))
        connection.receive(request(id: 1))
        #expect(connection.answer(0))
        #expect(connection.machine.callsInFlight == 0)
    }

    @Test func dataForAnActiveUnaryCallIsAStrikeAndNothingElse() {
        let connection = MachineUnderTest()
        connection.receive(request(id: 1))
        let data = Frame(streamID: 1, type: .data, flags: 0, body: [8, 1]).encoded
        connection.receive(data + data)
        #expect(connection.answers.isEmpty)
        #expect(connection.closed == nil)
        connection.receive(data)
        #expect(connection.closed == .tooManyStrikes)
    }

    @Test func callsBeyondThoseInWorkWaitAndOneTooManyIsAnswered() throws {
        var limits = Limits()
        (limits.callsInWorkMax, limits.callsWaitingMax) = (2, 2)
        let connection = MachineUnderTest(limits: limits)
        for id in [1, 3, 5, 7, 9] as [UInt32] {
            connection.receive(request(id: id, payload: [UInt8(id)]))
        }
        #expect(connection.calls.map(\.streamID) == [1, 3])
        let refusal = try #require(connection.answers.first)
        #expect(refusal.streamID == 9)
        #expect(refusal.status.reason == "TOO_MANY_CALLS")
        #expect(refusal.status.retryDelay == limits.retryDelay)
        #expect(connection.machine.wantsToRead)

        #expect(connection.answer(0))
        connection.receive(request(id: 11))
        #expect(connection.calls.map(\.streamID) == [1, 3, 5])
        for number in 1...4 { #expect(connection.answer(number)) }
        #expect(connection.calls.map(\.streamID) == [1, 3, 5, 7, 11])
        #expect(connection.calls[3].request.payload == [7])
        #expect(connection.machine.callsInFlight == 0)
    }

    @Test func queriesWaitForEachOtherAndHoldUpNoCommand() {
        var limits = Limits()
        (limits.callsInWorkMax, limits.queriesInWorkMax) = (3, 2)
        let connection = MachineUnderTest(limits: limits)
        for id in [1, 3, 5, 7] as [UInt32] { connection.receive(request(id: id, method: "Ask")) }
        #expect(connection.calls.map(\.streamID) == [1, 3])
        for id in [9, 11] as [UInt32] { connection.receive(request(id: id)) }
        #expect(connection.calls.map(\.streamID) == [1, 3, 9])
        #expect(connection.answer(2))
        #expect(connection.calls.map(\.streamID) == [1, 3, 9, 11], "two queries are in work")
        #expect(connection.answer(0))
        #expect(connection.calls.map(\.streamID) == [1, 3, 9, 11, 5])
        for number in [1, 3, 4] { #expect(connection.answer(number)) }
        #expect(connection.calls.last?.streamID == 7)
        #expect(connection.answer(5))
        #expect(connection.machine.callsInFlight == 0)
    }

    @Test func aWaitingQueryWhoseTimeIsUpNeverBegins() {
        var limits = Limits()
        limits.queriesInWorkMax = 1
        let connection = MachineUnderTest(limits: limits)
        connection.receive(request(id: 1, method: "Ask"))
        connection.receive(request(id: 3, method: "Ask", timeout: .seconds(1)))
        connection.receive(request(id: 5, method: "Ask"))
        connection.advance(by: .seconds(1))
        #expect(connection.answers.map(\.status.code) == [.deadlineExceeded])
        #expect(connection.answer(0))
        #expect(connection.calls.map(\.streamID) == [1, 5])
        connection.close()
        #expect(!connection.answer(1))
        #expect(connection.machine.callsInFlight == 0)
    }

    @Test func nothingThatWaitsBeginsForAPeerThatDoesNotTakeItsAnswers() {
        var limits = Limits()
        limits.callsInWorkMax = 1
        let connection = MachineUnderTest(limits: limits)
        for id in [1, 3, 5] as [UInt32] { connection.receive(request(id: id)) }
        connection.leaveUnsent(limits.unsentBytesMax)
        #expect(connection.answer(0))
        #expect(connection.calls.map(\.streamID) == [1, 3])
        connection.leaveUnsent(limits.unsentBytesMax + 1)
        #expect(connection.answer(1))
        #expect(connection.calls.map(\.streamID) == [1, 3])
        connection.leaveUnsent(0)
        #expect(connection.calls.map(\.streamID) == [1, 3, 5])
    }

    @Test func aWaitingCallKeepsItsTraceAndItsUnknownName() {
        var limits = Limits()
        limits.callsInWorkMax = 1
        let connection = MachineUnderTest(limits: limits, keepsTraces: true)
        let metadata = [MetadataEntry(key: "X-Request-Id", value: "7")]
        connection.receive(request(id: 1))
        connection.receive(request(id: 3, metadata: metadata))
        connection.receive(request(id: 5, method: "Invented"))
        #expect(connection.answer(0))
        #expect(connection.trace(of: 1)?.values == ["x-request-id": "7"])
        #expect(connection.answer(1))
        #expect(connection.calls[2].request.method == "Invented")
    }

    @Test func aWaitingCallWhoseTimeIsUpFreesItsPlaceAndNeverBegins() {
        var limits = Limits()
        (limits.callsInWorkMax, limits.callsWaitingMax) = (1, 1)
        let connection = MachineUnderTest(limits: limits)
        connection.receive(request(id: 1))
        connection.receive(request(id: 3, timeout: .seconds(1)))
        connection.advance(by: .seconds(1))
        #expect(connection.answers.map(\.status.code) == [.deadlineExceeded])
        #expect(connection.machine.callsInFlight == 1)
        connection.receive(request(id: 5))
        #expect(connection.answer(0))
        #expect(connection.calls.map(\.streamID) == [1, 5])
    }

    @Test func whatWaitsEndsWithItsConnection() {
        var limits = Limits()
        // Who has few calls may have twice as many.
        (limits.callsInWorkMax, limits.serverCallsMax) = (1, 1)
        let budget = MachineUnderTest.Budget(limits)
        let connection = MachineUnderTest(limits: limits, budget: budget)
        for id in [1, 3] as [UInt32] { connection.receive(request(id: id)) }
        let other = MachineUnderTest(limits: limits, budget: budget)
        other.receive(request(id: 1))
        #expect(other.answers.map(\.status.reason) == ["SERVER_BUSY"])
        connection.close()
        #expect(connection.machine.callsInFlight == 1, "the one in work")
        other.receive(request(id: 1))
        #expect(other.calls.count == 1)
        #expect(!connection.answer(0))
        #expect(connection.calls.count == 1)
    }

    @Test func aCallThatWantsToGoOnSendingIsRefusedOnItsOwnStream() {
        let connection = MachineUnderTest()
        connection.receive(request(id: 1))
        connection.receive(request(id: 3, flags: 2))
        let data = Frame(streamID: 3, type: .data, flags: 0, body: [8, 1]).encoded
        connection.receive(data + data + data + data)
        #expect(connection.answers.first?.status.reason == "UNARY_METHOD")
        #expect(connection.answers.first?.status.code == .unimplemented)
        #expect(connection.closed == nil)
        #expect(connection.answer(0), "its neighbour is answered")
    }

    @Test func dataOfNoCallIsDropped() {
        let connection = MachineUnderTest()
        for id in [0, 2, 7] as [UInt32] {
            connection.receive(Frame(streamID: id, type: .data, body: [8, 1]).encoded)
        }
        #expect(connection.answers.isEmpty)
        #expect(connection.closed == nil)
    }

    @Test(arguments: [
        request(id: 2), Frame(streamID: 7, type: .data, body: []).encoded,
        Frame(streamID: 1, type: .request, body: []).encoded,
    ])
    func whoSendsWrongFramesWithoutEndIsCut(frame: [UInt8]) {
        var limits = Limits()
        limits.wrongFramesMax = 100
        let connection = MachineUnderTest(limits: limits)
        for _ in 0..<99 { connection.receive(frame) }
        #expect(connection.closed == nil)
        connection.receive(frame)
        #expect(connection.closed == .tooManyStrikes)
    }

    @Test func theCallsOfAllConnectionsOfALoopAreBounded() throws {
        var limits = Limits()
        limits.serverCallsMax = 1
        let budget = MachineUnderTest.Budget(limits)
        let one = MachineUnderTest(limits: limits, budget: budget)
        let other = MachineUnderTest(limits: limits, budget: budget)
        one.receive(request(id: 1))
        other.receive(request(id: 1))
        other.receive(request(id: 3))
        let refusal = try #require(other.answers.first)
        #expect(refusal.status.reason == "SERVER_BUSY")
        #expect(refusal.status.retryDelay == one.limits.retryDelay)
        #expect(one.answer(0))
        other.receive(request(id: 5))
        #expect(other.calls.map(\.streamID) == [1, 5])
    }

    @Test func isNotReadWhileTooManyBytesAreInFlight() {
        var limits = Limits()
        limits.bytesInFlightMax = 1000
        let connection = MachineUnderTest(limits: limits)
        connection.receive(request(id: 1, payload: Array(repeating: 1, count: 600)))
        #expect(connection.machine.wantsToRead)
        connection.receive(request(id: 3, payload: Array(repeating: 1, count: 600)))
        #expect(!connection.machine.wantsToRead)
        #expect(connection.answer(0))
        #expect(connection.machine.wantsToRead)
    }

    @Test func isNotReadWhileTooMuchIsUnsent() {
        let connection = MachineUnderTest()
        let max = connection.limits.unsentBytesMax
        connection.machine.sent(0, unsentBytes: max, at: connection.now)
        #expect(connection.machine.wantsToRead)
        connection.machine.sent(0, unsentBytes: max + 1, at: connection.now)
        #expect(!connection.machine.wantsToRead)
        connection.machine.sent(max, unsentBytes: 1, at: connection.now)
        #expect(connection.machine.wantsToRead)
    }

    @Test func aClosedConnectionTakesNothingAndFreesItsSlots() {
        let connection = MachineUnderTest()
        connection.receive(request(id: 1))
        connection.close()

        connection.receive(request(id: 3))
        connection.machine.drain(at: connection.now)
        connection.advance(by: .seconds(3600))

        #expect(connection.calls.count == 1)
        #expect(connection.answers.isEmpty)
        #expect(connection.closed == nil)
        #expect(!connection.machine.wantsToRead)
        #expect(connection.machine.callsInFlight == 1)
        #expect(!connection.answer(0), "the peer has gone")
        #expect(connection.machine.callsInFlight == 0)
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func randomTrafficKeepsItsBooks(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var limits = Limits()
        (limits.callsInWorkMax, limits.queriesInWorkMax, limits.callsWaitingMax) = (5, 2, 3)
        let connection = MachineUnderTest(limits: limits)
        var waiting: [Int] = []
        for _ in 0..<300 where connection.closed == nil {
            let id = UInt32.random(in: 1...12, using: &random)
            let before = connection.calls.count
            switch Int.random(in: 0..<5, using: &random) {
            case 0, 1:
                let method = Bool.random(using: &random) ? "Ask" : "Echo"
                connection.receive(request(id: id, method: method, timeout: .seconds(Int64(id))))
            case 2: connection.receive(Frame(streamID: id, type: .data, body: []).encoded)
            case 3: connection.advance(by: .seconds(1))
            default:
                if let call = waiting.popLast() { _ = connection.answer(call) }
            }
            waiting += before..<connection.calls.count
            #expect(waiting.count <= limits.callsInWorkMax, "seed \(seed)")
            let queries = waiting.count { connection.calls[$0].request.method == "Ask" }
            #expect(queries <= limits.queriesInWorkMax, "seed \(seed)")
            let inFlight = connection.machine.callsInFlight
            #expect(inFlight >= waiting.count, "seed \(seed)")
            #expect(inFlight <= limits.callsInWorkMax + limits.callsWaitingMax, "seed \(seed)")
        }
    }
}
