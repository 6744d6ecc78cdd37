import Framing
import RPC
import Testing

@testable import RPCServer

/// Something that clients were seen to do wrong, and what they get for it.
struct Misbehaviour: Sendable, CustomTestStringConvertible {
    struct Answer: Sendable {
        var streamID: UInt32
        var code: RPCStatus.Code
        var reason: String
    }

    var testDescription: String
    var bytes: [UInt8]
    var answers: [Answer] = []
    var closes: CloseReason?

    /// Short frames, so that a long one is short enough for a test.
    var limits: Limits {
        var limits = Limits()
        limits.frame = FrameLimits(bodyBytesMax: 20_000)
        return limits
    }

    static let all: [Misbehaviour] = ids + types + sizes + envelopes + protocols

    private static let ids = [
        refused("an even stream id", request(id: 2), 2, .invalidArgument, "BAD_STREAM_ID"),
        refused("stream id 0", request(id: 0), 0, .invalidArgument, "BAD_STREAM_ID"),
    ]

    private static let types = [
        Misbehaviour(testDescription: "data on an even id", bytes: frame(4, .data)),
        Misbehaviour(testDescription: "data for an unknown call", bytes: frame(7, .data)),
        Misbehaviour(testDescription: "a response", bytes: frame(1, .response)),
        Misbehaviour(testDescription: "type 0", bytes: frame(1, FrameType(rawValue: 0))),
        Misbehaviour(
            testDescription: "HELLO, which this server does not speak",
            bytes: frame(0xFFFF_FFFF, FrameType(rawValue: 0x80))),
    ]

    private static let sizes = [
        refused(
            "a frame above the limit",
            Frame(streamID: 1, type: .request, body: Array(repeating: 0, count: 20_001)).encoded,
            1, .resourceExhausted, "FRAME_TOO_LARGE"),
        Misbehaviour(
            testDescription: "an unknown frame above the limit",
            bytes: Frame(
                streamID: 1, type: FrameType(rawValue: 9), body: Array(repeating: 0, count: 20_001)
            ).encoded),
    ]

    private static let envelopes = [
        refused(
            "an envelope that does not parse",
            Frame(streamID: 1, type: .request, body: [0x0A, 0xFF]).encoded,
            1, .invalidArgument, "MALFORMED_ENVELOPE"),
        refused(
            "an empty envelope", frame(1, .request), 1, .invalidArgument, "INVALID_ARGUMENT"),
        refused(
            "a name of 129 bytes",
            envelope([0x0A, 0x81, 0x01] + Array(repeating: UInt8(ascii: "x"), count: 129)),
            1, .invalidArgument, "INVALID_ARGUMENT"),
        refused(
            "a name that is no UTF-8", envelope([0x0A, 1, 0xFF, 0x12, 1, 0x61]),
            1, .invalidArgument, "INVALID_ARGUMENT"),
        refused(
            "metadata above 8 KiB",
            envelope(
                [0x0A, 1, 0x61, 0x12, 1, 0x61, 0x2A, 0x87, 0x40, 0x0A, 1, 0x61, 0x12, 0x81, 0x40]
                    + Array(repeating: UInt8(ascii: "v"), count: 8193)),
            1, .invalidArgument, "INVALID_ARGUMENT"),
        refused(
            "a time that has passed", request(id: 1, timeout: .nanoseconds(-1)), 1,
            .deadlineExceeded, "DEADLINE_EXCEEDED"),
    ]

    private static let protocols = [
        Misbehaviour(
            testDescription: "HTTP/1", bytes: Array("GET / HTTP/1.1\r\n\r\n".utf8),
            closes: .foreignProtocol(.http)),
        Misbehaviour(
            testDescription: "HTTP/2", bytes: Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8),
            closes: .foreignProtocol(.http)),
        Misbehaviour(
            testDescription: "TLS", bytes: [0x16, 3, 1, 0, 200], closes: .foreignProtocol(.tls)),
        Misbehaviour(
            testDescription: "a length of 16 MiB", bytes: header(length: 1 << 24, id: 1),
            closes: .foreignProtocol(.other)),
        Misbehaviour(
            testDescription: "a foreign byte after a frame", bytes: frame(1, .response) + [0x42],
            closes: .framingLost(firstByte: 0x42)),
    ]

    private static func refused(
        _ name: String, _ bytes: [UInt8], _ id: UInt32, _ code: RPCStatus.Code, _ reason: String
    ) -> Misbehaviour {
        Misbehaviour(
            testDescription: name, bytes: bytes,
            answers: [Answer(streamID: id, code: code, reason: reason)])
    }

    private static func frame(_ id: UInt32, _ type: FrameType) -> [UInt8] {
        Frame(streamID: id, type: type, body: []).encoded
    }

    private static func envelope(_ body: [UInt8]) -> [UInt8] {
        Frame(streamID: 1, type: .request, body: body).encoded
    }
}
