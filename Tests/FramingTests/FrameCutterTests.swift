import Framing
import TestKit
import Testing

@Suite struct FrameCutterTests {
    private let long = Frame(streamID: 3, type: .request, body: Array(repeating: 2, count: 65))
    private let short = Frame(streamID: 5, type: .request, body: [7])

    /// Reads the bytes, which lead to no event.
    private func read(_ bytes: ArraySlice<UInt8>, by cutter: inout FrameCutter) {
        var position = bytes.startIndex
        #expect(cutter.next(in: bytes, at: &position) == nil)
    }

    @Test(arguments: [10, 11, 74])
    func discardsABodyThatHasBegunAndReadsOn(count: Int) {
        var cutter = FrameCutter()
        read(long.encoded[..<count], by: &cutter)
        #expect(cutter.heldBytes == count - 10)
        #expect(cutter.arrivedBytes == count)
        #expect(cutter.discardBody() == long.header)
        #expect(cutter.heldBytes == 0)
        #expect(cutter.arrivedBytes == count)
        #expect(cutter.discardBody() == nil)

        let rest = long.encoded[count...] + short.encoded
        var position = rest.startIndex
        let event = cutter.next(in: rest, at: &position)
        #expect(event == .frame(short.header, rest.endIndex - 1..<rest.endIndex))
        #expect(!cutter.isInsideFrame)
        #expect(cutter.arrivedBytes == 0)
    }

    @Test func thereIsNothingToDiscardInAHeaderOrBetweenFrames() {
        var cutter = FrameCutter()
        #expect(cutter.discardBody() == nil)
        read(long.encoded[..<9], by: &cutter)
        #expect(cutter.heldBytes == 9)
        #expect(cutter.discardBody() == nil)
    }
}
