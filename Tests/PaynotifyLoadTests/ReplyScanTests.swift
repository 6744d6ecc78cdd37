import Messages
import RPC
import TestKit
import Testing

@testable import PaynotifyLoad

struct ReplyScanTests {
    private func scan(_ bytes: [UInt8]) -> ReplyScan { ReplyScan(bytes, 0..<bytes.count) }

    @Test func findsThePayloadOfAnAnswer() {
        let bytes = Envelope.encodeResponse(.success([1, 2, 3]))
        let reply = scan(bytes)
        #expect(reply.code == 0)
        #expect(Array(bytes[reply.payload]) == [1, 2, 3])
    }

    @Test(arguments: RPCStatus.Code.allCases)
    func readsEachCode(code: RPCStatus.Code) {
        let status = RPCStatus(
            code, "why", details: [.errorInfo(reason: "A_REASON", metadata: ["a": "b"])])
        let reply: RPCReply = code == .ok ? .success([]) : .failure(status)
        #expect(scan(Envelope.encodeResponse(reply)).code == Int(code.rawValue))
    }

    @Test func readsInsideABuffer() {
        let body = Envelope.encodeResponse(.success([7]))
        let bytes = [255, 255] + body + [255]
        let reply = ReplyScan(bytes, 2..<2 + body.count)
        #expect(reply.code == 0)
        #expect(Array(bytes[reply.payload]) == [7])
    }

    @Test func countsBytesThatDoNotParseAsAnError() {
        #expect(scan([0x0A]).code == ReplyScan.malformedCode)
        #expect(scan([0x0A, 0x05, 0x08]).code == ReplyScan.malformedCode)
        #expect(scan([0x0B]).code == ReplyScan.malformedCode)
        #expect(scan([0x0A, 0x02, 0x08, 0x11]).code == ReplyScan.malformedCode)
        #expect(scan([UInt8](repeating: 0xFF, count: 11)).code == ReplyScan.malformedCode)
    }

    @Test func takesNothingForOK() {
        #expect(scan([]).code == 0)
    }

    @Test(arguments: [Outcome.queued, .held, .suppressed], [Reason.queued, .paused, .stale])
    func readsADecision(outcome: Outcome, reason: Reason) {
        let payload = NotifyStateChangeResponse(
            outcome: outcome, reason: reason, message: "a sentence", notificationID: "n",
            currentState: .paid
        ).encoded()
        let decision = DecisionScan(payload, 0..<payload.count)
        #expect(decision.outcome == Int(outcome.rawValue))
        #expect(decision.reason == Int(reason.rawValue))
    }
}
