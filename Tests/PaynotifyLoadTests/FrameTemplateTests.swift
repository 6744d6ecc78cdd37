import Framing
import Messages
import RPC
import TestKit
import Testing

@testable import PaynotifyLoad

struct FrameTemplateTests {
    private static let request = NotifyStateChangeRequest(
        merchantID: "load-000", sessionID: FrameTemplate.sessionPlace, state: .paid,
        eventID: FrameTemplate.eventPlace)

    private func decode(_ frame: [UInt8]) throws -> (UInt32, NotifyStateChangeRequest) {
        var decoder = FrameDecoder()
        decoder.append(frame[...])
        guard case .frame(let frame) = decoder.next() else { throw NotOurProtocol() }
        let envelope = try Envelope.decodeRequest(frame.body)
        #expect(envelope.service == "paynotify.v1.Notifications")
        #expect(envelope.method == "NotifyStateChange")
        let message = try NotifyStateChangeRequest(
            decoding: envelope.payload, unknownEnumNumbers: .refused)
        return (frame.streamID, message)
    }

    @Test func isWhatTheEncoderMakes() throws {
        let template = try FrameTemplate(.notifyStateChange, Self.request)
        var frames: [UInt8] = [1, 2]
        let start = template.append(to: &frames, streamID: 0x0102_0305)
        #expect(start == 2)
        let (id, message) = try decode(Array(frames[2...]))
        #expect(id == 0x0102_0305)
        #expect(message == Self.request)
    }

    @Test func overwritesItsPlacesAndNothingElse() throws {
        let template = try FrameTemplate(.notifyStateChange, Self.request)
        var frames: [UInt8] = []
        _ = template.append(to: &frames, streamID: 1)
        frames.overwrite(
            at: template.place(of: FrameTemplate.sessionPlace),
            with: UUIDBits(high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210))
        frames.overwrite(at: template.place(of: "load-000") + 5, digits: 3, of: 42)
        var wanted = Self.request
        wanted.sessionID = "01234567-89ab-4def-bedc-ba9876543210"
        wanted.merchantID = "load-042"
        #expect(try decode(frames).1 == wanted)
    }

    @Test func writesEveryHexadecimalDigit() {
        #expect(UUIDBits.hexadecimal(0x0123_4567).littleEndianText == "01234567")
        #expect(UUIDBits.hexadecimal(0x89AB_CDEF).littleEndianText == "89abcdef")
    }

    @Test func givesDifferentIdsForDifferentNumbers() {
        let ids = (0..<10_000).map { NumberMixer.mix($0) }
        #expect(Set(ids).count == ids.count)
    }
}

extension UInt64 {
    fileprivate var littleEndianText: String {
        String(decoding: (0..<8).map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) }, as: UTF8.self)
    }
}
