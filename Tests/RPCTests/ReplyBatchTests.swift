import Messages
import Testing

@testable import RPC

struct ReplyBatchTests {
    private static func tag(_ serial: UInt32) -> CallTag {
        CallTag(connection: 1, serial: serial, streamID: serial * 2 + 1)
    }

    @Test func keepsEachAnswerApartInItsOrder() {
        var batch = ReplyBatch()
        batch.succeed(Self.tag(0), with: HealthCheckResponse(status: .serving))
        batch.fail(Self.tag(1), RPCStatus(.notFound, "no"))
        batch.add(Self.tag(2), .success([1, 2]))

        #expect(batch.entries.map(\.tag) == [Self.tag(0), Self.tag(1), Self.tag(2)])
        #expect(batch.entries.map(\.code) == [.ok, .notFound, .ok])
        let replies = batch.entries.map { Envelope.decodeResponse(Array(batch.bytes[$0.envelope])) }
        #expect(
            replies == [.success([8, 1]), .failure(RPCStatus(.notFound, "no")), .success([1, 2])])
    }

    @Test func writesAMessageAsItsBytesWouldBe() {
        for message in ["", "a", String(repeating: "long", count: 100)] {
            let response = NotifyStateChangeResponse(message: message)
            var (typed, encoded) = (ReplyBatch(), ReplyBatch())
            typed.succeed(Self.tag(0), with: response)
            encoded.add(Self.tag(0), .success(response.encoded()))
            #expect(typed.bytes == encoded.bytes)
        }
    }

    @Test func replacesAnAnswerThatNoFrameHoldsAndKeepsItsNeighbours() {
        var batch = ReplyBatch()
        batch.add(Self.tag(0), .success([1]))
        batch.add(Self.tag(1), .success(Array(repeating: 0, count: Envelope.bytesMax)))
        batch.add(Self.tag(2), .success([2]))

        #expect(batch.entries.map(\.code) == [.ok, .resourceExhausted, .ok])
        let replies = batch.entries.map { Envelope.decodeResponse(Array(batch.bytes[$0.envelope])) }
        #expect(replies.first == .success([1]))
        #expect(replies.last == .success([2]))
    }
}
