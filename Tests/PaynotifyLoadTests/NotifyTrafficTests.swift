import Framing
import Messages
import RPC
import TestKit
import Testing

@testable import PaynotifyLoad

struct NotifyTrafficTests {
    private let seed = UInt64.random(in: 0 ... .max)

    /// The calls that lanes in turn make until there are none left.
    private func calls(sessions: Int, lanes: Int) throws -> [NotifyStateChangeRequest] {
        var traffic = try NotifyTraffic(
            LoadShape(connections: lanes, inFlight: 1), SessionNames(seed: seed),
            SessionSupply(0..<sessions))
        var frames: [UInt8] = []
        var goesOn = true
        while goesOn {
            goesOn = false
            for lane in 0..<lanes where traffic.appendCall(lane: lane, streamID: 1, to: &frames) {
                goesOn = true
            }
        }
        var messages: [NotifyStateChangeRequest] = []
        var start = 0
        while start < frames.count {
            let header = FrameHeader(decoding: frames[start..<start + FrameHeader.byteCount])
            let body = start + FrameHeader.byteCount
            start = body + Int(header.length)
            let envelope = try RequestEnvelope(
                decoding: Array(frames[body..<start]), unknownEnumNumbers: .refused)
            messages.append(
                try NotifyStateChangeRequest(
                    decoding: envelope.payload, unknownEnumNumbers: .refused))
        }
        return messages
    }

    @Test func takesEachSessionThroughItsPathInOrder() throws {
        let calls = try calls(sessions: 2_000, lanes: 7)
        let sessions = Dictionary(grouping: calls, by: \.sessionID)
        #expect(sessions.count == 2_000, "seed \(seed)")
        let paths = CheckoutMix.paths.map(\.states)
        for calls in sessions.values {
            var states: [PaymentState] = []
            for call in calls where states.last != call.state { states.append(call.state) }
            #expect(paths.contains(states), "seed \(seed)")
            #expect(Set(calls.map(\.merchantID)).count == 1)
        }
    }

    @Test func repeatsTwoCallsInAHundredWithTheSameEvent() throws {
        let calls = try calls(sessions: 20_000, lanes: 16)
        let once = Set(calls.map { [$0.sessionID, $0.eventID] }).count
        let percent = Double(calls.count - once) / Double(once) * 100
        #expect(abs(percent - Double(CheckoutMix.repeatedPercent)) < 0.5, "seed \(seed)")
        let mean = Double(calls.count) / 20_000
        #expect(abs(mean - CheckoutMix.callsPerSession) < 0.05, "seed \(seed)")
    }

    @Test func keepsTheCallsOfASessionApart() throws {
        let calls = try calls(sessions: 5_000, lanes: 1)
        let following = zip(calls, calls.dropFirst()).filter { $0.sessionID == $1.sessionID }
        #expect(Double(following.count) < 0.1 * Double(calls.count), "seed \(seed)")
    }
}
