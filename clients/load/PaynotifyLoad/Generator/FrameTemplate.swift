import Framing
import Messages
import RPC

/// A request's frame, encoded once; each call copies it and overwrites some of its bytes.
struct FrameTemplate: Sendable {
    /// Header and body, with stream id 0.
    let bytes: [UInt8]

    /// What stands in a message where each call writes a UUID of its own.
    static let sessionPlace = "00000000-0000-4000-8000-000000000001"
    static let eventPlace = "00000000-0000-4000-8000-000000000002"
    /// The time that each call names unless told otherwise, as the client library's calls do.
    static let usualDeadline = Duration.seconds(10)

    /// Encodes the request as the client library does.
    init<Request, Response>(
        _ method: MethodDescriptor<Request, Response>, _ request: Request,
        deadline: Duration = Self.usualDeadline
    ) throws(RPCStatus) {
        let body = try Envelope.encodeRequest(
            service: method.service, method: method.method, payload: request.encoded(),
            timeout: deadline)
        bytes = Frame(streamID: 0, type: .request, body: body).encoded
    }

    /// Where a text stands, counted from the frame's first byte; it must occur exactly once.
    func place(of text: String) -> Int {
        let wanted = Array(text.utf8)
        let places = bytes.indices.filter { bytes[$0...].starts(with: wanted) }
        precondition(places.count == 1, "what a call overwrites stands in its template once")
        return places[0]
    }

    /// Appends the frame with the stream id; gives the place of its first byte.
    func append(to frames: inout [UInt8], streamID: UInt32) -> Int {
        let start = frames.count
        frames.append(contentsOf: bytes)
        frames[start + 4] = UInt8(truncatingIfNeeded: streamID >> 24)
        frames[start + 5] = UInt8(truncatingIfNeeded: streamID >> 16)
        frames[start + 6] = UInt8(truncatingIfNeeded: streamID >> 8)
        frames[start + 7] = UInt8(truncatingIfNeeded: streamID)
        return start
    }
}

extension Array<UInt8> {
    /// Overwrites bytes with a number's decimal digits, with zeros in front.
    mutating func overwrite(at place: Int, digits count: Int, of number: Int) {
        var rest = number
        for index in stride(from: place + count - 1, through: place, by: -1) {
            self[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
    }

    /// Overwrites 36 bytes with a UUID's text; the hyphens stand there already.
    mutating func overwrite(at place: Int, with uuid: UUIDBits) {
        let second = UUIDBits.hexadecimal(uuid.high & 0xFFFF_FFFF)
        let third = UUIDBits.hexadecimal(uuid.low >> 32)
        overwrite(at: place, bytes: 8, of: UUIDBits.hexadecimal(uuid.high >> 32))
        overwrite(at: place + 9, bytes: 4, of: second)
        overwrite(at: place + 14, bytes: 4, of: second >> 32)
        overwrite(at: place + 19, bytes: 4, of: third)
        overwrite(at: place + 24, bytes: 4, of: third >> 32)
        overwrite(at: place + 28, bytes: 8, of: UUIDBits.hexadecimal(uuid.low & 0xFFFF_FFFF))
    }

    /// Overwrites with the lowest bytes of a number, the lowest first.
    private mutating func overwrite(at place: Int, bytes count: Int, of number: UInt64) {
        for index in 0..<count {
            self[place + index] = UInt8(truncatingIfNeeded: number >> UInt64(8 * index))
        }
    }
}
