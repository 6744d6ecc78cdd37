import Messages
import TestKit
import Testing

@testable import RPC

struct ReplyBatchTests {
    private static func tag(_ serial: UInt32) -> CallTag {
        CallTag(connection: 1, serial: serial, streamID: serial * 2 + 1)
    }

    @Test func keepsEachAnswerApartInItsOrder() {
        var batch = EncodedReplies()
        batch.add(Self.tag(0), .success([8, 1]))
        batch.add(Self.tag(1), .failure(RPCStatus(.notFound, "no")))
        batch.add(Self.tag(2), .success([]))

        #expect(batch.replies.map(\.0) == [Self.tag(0), Self.tag(1), Self.tag(2)])
        #expect(
            batch.replies.map(\.1)
                == [.success([8, 1]), .failure(RPCStatus(.notFound, "no")), .success([])])
    }

    @Test func writesAMessageAsItsBytesWouldBe() {
        for message in ["", "a", String(repeating: "long", count: 100)] {
            let response = NotifyStateChangeResponse(message: message)
            var typed: [UInt8] = []
            Envelope.appendResponse(response, to: &typed)
            let encoded = EncodedReplies(Self.tag(0), .success(response.encoded()))
            #expect(typed == encoded.envelope(at: 0))
        }
    }

    @Test func appendsBehindWhatIsThereAndTellsTheCodeThatThePeerSees() {
        let batch = EncodedReplies(Self.tag(0), .failure(RPCStatus(.notFound, "no")))
        var bytes: [UInt8] = [1, 2, 3]
        #expect(batch.appendEnvelope(at: 0, to: &bytes) == .notFound)
        #expect(bytes == [1, 2, 3] + batch.envelope(at: 0))
    }

    @Test func replacesAnAnswerThatNoFrameHoldsAndKeepsItsNeighbours() {
        var batch = EncodedReplies()
        batch.add(Self.tag(0), .success([1]))
        batch.add(Self.tag(1), .success(Array(repeating: 0, count: Envelope.bytesMax)))
        batch.add(Self.tag(2), .success([2]))

        var bytes: [UInt8] = []
        let codes = batch.tags.indices.map { batch.appendEnvelope(at: $0, to: &bytes) }
        #expect(codes == [.ok, .resourceExhausted, .ok])
        #expect(bytes.count < 1_000)
        #expect(batch.replies.first?.1 == .success([1]))
        #expect(batch.replies.last?.1 == .success([2]))
    }

    @Test func aStatusTakesThePlaceOfWhatWasAppendedBeforeIt() {
        var bytes: [UInt8] = [9]
        #expect(HalfWritten().appendEnvelope(at: 0, to: &bytes) == .internal)
        #expect(Envelope.decodeResponse(Array(bytes.dropFirst())) == .failure(HalfWritten.status))
    }
}

/// Begins each answer and then cannot go on.
private struct HalfWritten: ReplyBatch {
    static let status = RPCStatus(.internal, "half")

    let tags = [CallTag(connection: 1, serial: 1, streamID: 1)]

    func appendReply(at index: Int, to bytes: inout [UInt8]) throws(RPCStatus) {
        bytes += [10, 0, 18]
        throw Self.status
    }
}
