import Framing
import RPC
import TestKit
import Testing
import Time

@testable import RPCServer

@Suite struct ConnectionTimeTests {
    @Test func anExpiredCallIsAnsweredAndHoldsItsSlotUntilTheHandlerAnswers() {
        let connection = MachineUnderTest()
        connection.receive(request(id: 1, timeout: .seconds(2)))
        connection.advance(by: .milliseconds(1999))
        #expect(connection.answers.isEmpty)
        connection.advance(by: .milliseconds(1))

        #expect(connection.answers.map(\.status.code) == [.deadlineExceeded])
        #expect(connection.machine.callsInFlight == 1)
        #expect(!connection.answer(0), "its late answer is dropped")
        #expect(connection.machine.callsInFlight == 0)
    }

    @Test func aLateAnswerNeverReachesTheNextCallOfTheSameId() {
        let connection = MachineUnderTest()
        connection.receive(request(id: 1, timeout: .seconds(2)))
        connection.advance(by: .seconds(2))
        connection.receive(request(id: 1))
        #expect(!connection.answer(0))
        #expect(connection.answer(1))
    }

    @Test func aHalfFrameIsWaitedForAsLongAsItsLimit() {
        let connection = MachineUnderTest()
        connection.receive(Array(request(id: 1).prefix(15)))
        connection.advance(by: .seconds(4))
        connection.receive([request(id: 1)[15]])
        #expect(connection.closed == nil)
        connection.advance(by: .seconds(1))
        #expect(connection.closed == .frameTooSlow)
    }

    @Test func eachFrameHasItsOwnTime() {
        let connection = MachineUnderTest()
        let bytes = request(id: 1)
        connection.receive(Array(bytes.prefix(15)))
        connection.advance(by: .seconds(4))
        connection.receive(Array(bytes.dropFirst(15) + request(id: 3).prefix(12)))
        connection.advance(by: .seconds(4))
        #expect(connection.closed == nil)
        connection.advance(by: .seconds(1))
        #expect(connection.closed == .frameTooSlow)
    }

    @Test func aLongFrameMayComeAsSlowlyAsTheLeastRate() {
        let connection = MachineUnderTest()
        let long = request(id: 1, payload: Array(repeating: 1, count: 100 << 10))
        var rest = long[...]
        var seconds = 0
        while !rest.isEmpty {
            connection.receive(Array(rest.prefix(1_024)))
            rest = rest.dropFirst(1_024)
            if rest.isEmpty { break }
            connection.advance(by: .milliseconds(999))
            seconds += 1
        }
        #expect(connection.calls.count == 1)
        #expect(connection.closed == nil)
        #expect(seconds > 90)
    }

    @Test func aLongFrameThatComesMoreSlowlyIsCut() {
        let connection = MachineUnderTest()
        connection.receive(
            Array(request(id: 1, payload: Array(repeating: 1, count: 100 << 10)).prefix(10 << 10)))
        connection.advance(by: .seconds(9))
        connection.receive(Array(repeating: 1, count: 512))
        connection.advance(by: .seconds(1))
        #expect(connection.closed == nil)
        connection.advance(by: .milliseconds(501))
        #expect(connection.closed == .frameTooSlow)
    }

    @Test func aRefusedBodyMustComeAsFastToo() {
        let connection = MachineUnderTest()
        connection.receive(header(length: 5 << 20, id: 1))
        connection.advance(by: .seconds(4))
        connection.receive(Array(repeating: 0, count: 8 << 10))
        connection.advance(by: .seconds(4))
        #expect(connection.closed == nil)
        connection.advance(by: .seconds(1))
        #expect(connection.closed == .frameTooSlow)
    }

    @Test func timeInWhichWeDoNotReadIsNotTheSenders() {
        let connection = MachineUnderTest()
        connection.receive(Array(request(id: 1).prefix(15)))
        let max = connection.limits.unsentBytesMax
        connection.machine.sent(0, unsentBytes: max + 1, at: connection.now)
        connection.advance(by: .seconds(29))
        connection.machine.sent(1, unsentBytes: max + 1, at: connection.now)
        connection.advance(by: .seconds(10))
        #expect(connection.closed == nil)
        connection.machine.sent(max, unsentBytes: 0, at: connection.now)
        connection.advance(by: .seconds(4))
        #expect(connection.closed == nil)
        connection.advance(by: .seconds(1))
        #expect(connection.closed == .frameTooSlow)
    }

    @Test func aReaderThatTakesNothingIsCut() {
        let connection = MachineUnderTest()
        connection.machine.sent(0, unsentBytes: 100, at: connection.now)
        connection.advance(by: .seconds(29))
        connection.machine.sent(1, unsentBytes: 99, at: connection.now)
        connection.advance(by: .seconds(29))
        #expect(connection.closed == nil)
        connection.advance(by: .seconds(1))
        #expect(connection.closed == .readerTooSlow)
    }

    @Test func aStockClientMayBeSilentForDaysAfterItsFirstCall() {
        let connection = MachineUnderTest()
        connection.advance(by: .seconds(599))
        connection.receive(request(id: 1))
        #expect(connection.answer(0))
        connection.advance(by: .seconds(86_400))
        #expect(connection.closed == nil)
    }

    @Test func theFirstFrameHasTenMinutes() {
        let silent = MachineUnderTest()
        silent.advance(by: .seconds(600))
        #expect(silent.closed == .noFirstFrame)

        var limits = Limits()
        limits.firstFrameTimeMax = .seconds(5)
        let spoken = MachineUnderTest(limits: limits)
        spoken.receive(request(id: 1))
        spoken.advance(by: .seconds(50))
        #expect(spoken.closed == nil)
    }

    @Test func idlenessCountsFromTheLastAnswer() {
        var limits = Limits()
        limits.idleTimeMax = .seconds(10)
        limits.callTimeMax = .seconds(600)
        let connection = MachineUnderTest(limits: limits)
        connection.receive(request(id: 1))
        connection.advance(by: .seconds(100))
        #expect(connection.closed == nil, "a call is in flight")
        #expect(connection.answer(0))
        connection.advance(by: .seconds(9))
        #expect(connection.closed == nil)
        connection.advance(by: .seconds(1))
        #expect(connection.closed == .idle)
    }

    @Test func aDrainRefusesNewCallsAndClosesWhenQuiet() throws {
        let connection = MachineUnderTest()
        connection.receive(request(id: 1))
        connection.machine.drain(at: connection.now)
        connection.receive(request(id: 3))

        let refusal = try #require(connection.answers.first)
        #expect(refusal.streamID == 3)
        #expect(refusal.status.code == .unavailable)
        #expect(refusal.status.reason == "DRAINING")
        #expect(refusal.status.retryDelay != nil)

        connection.advance(by: .seconds(10))
        #expect(connection.closed == nil, "a call is in flight")
        #expect(connection.answer(0))
        connection.advance(by: .seconds(1))
        #expect(connection.closed == nil)
        connection.advance(by: .seconds(1))
        #expect(connection.closed == .drained)
    }

    @Test func aDrainWaitsForAnswersToBeSent() {
        let connection = MachineUnderTest()
        connection.machine.drain(at: connection.now)
        connection.machine.sent(0, unsentBytes: 10, at: connection.now)
        connection.advance(by: .seconds(5))
        #expect(connection.closed == nil)
        connection.machine.sent(10, unsentBytes: 0, at: connection.now)
        connection.advance(by: .seconds(26))
        #expect(connection.closed == .drained)
    }
}
