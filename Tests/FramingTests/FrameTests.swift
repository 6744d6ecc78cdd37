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
}
