import Framing
import Testing

@Suite struct FrameTests {
    @Test(arguments: FrameVector.all.filter { $0.kind == "valid" })
    func encodesAFrameAsTheVectorSpellsIt(_ vector: FrameVector) {
        var bytes: [UInt8] = []
        for case .frame(let frame) in vector.expected { frame.encode(into: &bytes) }
        #expect(bytes == vector.bytes)
    }

    @Test func aHeaderSurvivesTheWire() {
        let header = FrameHeader(
            length: 0x0102_0304, streamID: 0xFFFE_FDFC, type: .data, flags: 0x85)
        var bytes: [UInt8] = [9]
        header.encode(into: &bytes)
        #expect(bytes == [9, 1, 2, 3, 4, 0xFF, 0xFE, 0xFD, 0xFC, 3, 0x85])
        #expect(FrameHeader(decoding: bytes[1...]) == header)
    }

    @Test func aHeaderWrittenBeforeItsBodyGetsTheLengthBehindIt() {
        let frame = Frame(streamID: 5, type: .response, body: Array(repeating: 7, count: 0x0123))
        var bytes: [UInt8] = [9]
        FrameHeader(length: 0, streamID: 5, type: .response).encode(into: &bytes)
        bytes += frame.body
        FrameHeader.finish(headerAt: 1, of: &bytes)
        #expect(bytes == [9] + frame.encoded)
    }
}
