import Framing
import TestKit
import Testing

@Suite struct FrameDecoderTests {
    @Test(arguments: FrameVector.all)
    func decodesAVectorWhole(_ vector: FrameVector) {
        var decoder = FrameDecoder(limits: vector.limits)
        #expect(decoder.events(from: vector.bytes[...]) == vector.expected)
        #expect(decoder.isInsideFrame == vector.insideFrame)
        #expect(
            vector.expected.count == vector.events.count, "each event of the file is understood")
    }

    @Test(arguments: FrameVector.all)
    func decodesAVectorByteByByte(_ vector: FrameVector) {
        var decoder = FrameDecoder(limits: vector.limits)
        let events = vector.bytes.flatMap { decoder.events(from: [$0]) }
        #expect(events == vector.expected)
        #expect(decoder.isInsideFrame == vector.insideFrame)
    }

    @Test(arguments: FrameVector.all)
    func decodesAVectorAtEverySplit(_ vector: FrameVector) {
        let bytes = vector.bytes
        for split in 0...bytes.count {
            var decoder = FrameDecoder(limits: vector.limits)
            let events =
                decoder.events(from: bytes[..<split]) + decoder.events(from: bytes[split...])
            #expect(events == vector.expected, "split at \(split)")
            #expect(decoder.isInsideFrame == vector.insideFrame, "split at \(split)")
        }
    }

    @Test func refusesALengthAboveTheLimitBeforeReadingTheBody() {
        let header = FrameHeader(length: 65, streamID: 7, type: .request)
        var bytes: [UInt8] = []
        header.encode(into: &bytes)
        var decoder = FrameDecoder(limits: FrameLimits(bodyBytesMax: 64))

        decoder.append(bytes[..<9])
        #expect(decoder.next() == nil)
        decoder.append(bytes[9...])

        #expect(decoder.next() == .tooLarge(header))
        #expect(decoder.next() == nil)
        #expect(decoder.isInsideFrame)
    }

    @Test func acceptsTheLongestBodyThatTheProtocolAllows() {
        let frame = Frame(
            streamID: 1, type: .request,
            body: Array(repeating: 0xAB, count: FrameLimits.protocolBodyBytesMax))
        var decoder = FrameDecoder()
        #expect(decoder.events(from: frame.encoded[...]) == [.frame(frame)])
        #expect(!decoder.isInsideFrame)
    }

    @Test(arguments: [0x16, 0x47, 0x50, 0x01, 0xFF] as [UInt8])
    func staysStoppedAfterAForeignFirstByte(_ byte: UInt8) {
        var decoder = FrameDecoder()
        let name = ForeignProtocol(firstByte: byte)
        #expect(decoder.events(from: [byte]) == [.notThisProtocol(name)])
        let frame = Frame(streamID: 1, type: .request, body: [])
        #expect(decoder.events(from: frame.encoded[...]).isEmpty)
        #expect(!decoder.isInsideFrame)
    }

    @Test(arguments: 0..<20)
    func decodesRandomFramesInRandomPieces(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let limits = FrameLimits(bodyBytesMax: 1000)
        var bytes: [UInt8] = []
        var expected: [FrameDecoder.Event] = []
        for _ in 0..<50 {
            let body = (0..<Int.random(in: 0...1200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let frame = Frame(
                streamID: .random(in: 0...UInt32.max, using: &random),
                type: FrameType(rawValue: .random(in: 0...255, using: &random)),
                flags: .random(in: 0...255, using: &random), body: body)
            frame.encode(into: &bytes)
            expected.append(body.count > 1000 ? .tooLarge(frame.header) : .frame(frame))
        }

        var decoder = FrameDecoder(limits: limits)
        var events: [FrameDecoder.Event] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(.random(in: 1...700, using: &random))
            rest = rest.dropFirst(piece.count)
            events += decoder.events(from: piece)
        }

        #expect(events == expected, "seed \(seed)")
        #expect(!decoder.isInsideFrame, "seed \(seed)")
    }

    @Test func survivesRandomBytesAndCountsThemAll() {
        for seed in 1...200 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            var decoder = FrameDecoder(limits: FrameLimits(bodyBytesMax: 64))
            var bodies = 0
            let bytes = (0..<400).map { _ in
                UInt8.random(in: 0...1, using: &random) * UInt8.random(in: 0...9, using: &random)
            }
            for case .frame(let frame) in decoder.events(from: bytes[...]) {
                bodies += frame.body.count + FrameHeader.byteCount
            }
            #expect(bodies <= bytes.count, "seed \(seed)")
        }
    }
}

extension FrameDecoder {
    /// Every event that some more bytes lead to.
    mutating func events(from bytes: ArraySlice<UInt8>) -> [Event] {
        append(bytes)
        var events: [Event] = []
        while let event = next() { events.append(event) }
        return events
    }
}
