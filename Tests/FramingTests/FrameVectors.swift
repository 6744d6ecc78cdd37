import Foundation
import Framing
import Testing

/// One case of `Protos/vectors/frames.json`.
struct FrameVector: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var kind: String
    var hex: String
    var events: [ExpectedEvent]
    var insideFrame: Bool
    var bodyBytesMax: Int?

    var testDescription: String { name }
    var bytes: [UInt8] { unhex(hex) }
    var limits: FrameLimits {
        FrameLimits(bodyBytesMax: bodyBytesMax ?? FrameLimits.protocolBodyBytesMax)
    }
    var expected: [FrameDecoder.Event] { events.compactMap(\.event) }

    /// Every case of the file.
    static let all: [FrameVector] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Protos/vectors/frames.json")
        do {
            return try JSONDecoder().decode([FrameVector].self, from: Data(contentsOf: file))
        } catch {
            preconditionFailure("frames.json cannot be read: \(error)")
        }
    }()
}

/// An event as the file writes it: exactly one of its members is there.
struct ExpectedEvent: Decodable, Sendable {
    struct Whole: Decodable {
        var stream: UInt32
        var type: UInt8
        var flags: UInt8
        var body: String
    }

    struct Refused: Decodable {
        var stream: UInt32
        var type: UInt8
        var flags: UInt8
        var length: UInt32
    }

    var event: FrameDecoder.Event?

    private enum Key: CodingKey {
        case frame, tooLarge, notThisProtocol, framingLost
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        if let whole = try values.decodeIfPresent(Whole.self, forKey: .frame) {
            let type = FrameType(rawValue: whole.type)
            event = .frame(
                Frame(
                    streamID: whole.stream, type: type, flags: whole.flags, body: unhex(whole.body))
            )
        } else if let refused = try values.decodeIfPresent(Refused.self, forKey: .tooLarge) {
            let type = FrameType(rawValue: refused.type)
            event = .tooLarge(
                FrameHeader(
                    length: refused.length, streamID: refused.stream, type: type,
                    flags: refused.flags))
        } else if let name = try values.decodeIfPresent(String.self, forKey: .notThisProtocol) {
            event = ForeignProtocol(rawValue: name).map { .notThisProtocol($0) }
        } else if let byte = try values.decodeIfPresent(UInt8.self, forKey: .framingLost) {
            event = .framingLost(firstByte: byte)
        }
    }
}

/// The bytes that an even number of hexadecimal digits spell.
func unhex(_ text: String) -> [UInt8] {
    let digits = text.utf8.map { digit -> UInt8 in
        digit <= UInt8(ascii: "9") ? digit - UInt8(ascii: "0") : digit - UInt8(ascii: "a") + 10
    }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}
