/// What stands before each frame's body: ten bytes, integers big-endian.
///
/// Framing knows no sockets and no clock: bytes come in, frames go out, and the other way round.
package struct FrameHeader: Hashable, Sendable {
    /// The size of a header on the wire, in bytes.
    package static let byteCount = 10

    /// The flag of a request after which its sender goes on sending.
    package static let remoteOpen: UInt8 = 0x02

    /// The number of body bytes that follow; the header is not counted.
    package var length: UInt32
    /// The call that the frame belongs to: odd when the connecting side opened it.
    package var streamID: UInt32
    package var type: FrameType
    /// Bits whose meaning depends on the type; unknown ones are ignored.
    package var flags: UInt8

    package init(length: UInt32, streamID: UInt32, type: FrameType, flags: UInt8 = 0) {
        self.length = length
        self.streamID = streamID
        self.type = type
        self.flags = flags
    }

    /// Reads a header from the first ten of some bytes.
    package init(decoding bytes: ArraySlice<UInt8>) {
        self.init(decoding: bytes, at: bytes.startIndex)
    }

    /// Reads a header from the ten bytes at an index.
    package init(decoding bytes: ArraySlice<UInt8>, at start: Int) {
        precondition(bytes.endIndex - start >= Self.byteCount, "a header is ten bytes")
        length = Self.integer(bytes, at: start)
        streamID = Self.integer(bytes, at: start + 4)
        type = FrameType(rawValue: bytes[start + 8])
        flags = bytes[start + 9]
    }

    /// Appends the ten bytes of the header.
    package func encode(into bytes: inout [UInt8]) {
        bytes.append(addingCapacity: Self.byteCount) { output in
            Self.append(length, to: &output)
            Self.append(streamID, to: &output)
            output.append(type.rawValue)
            output.append(flags)
        }
    }

    /// Writes the length of the body that ends the bytes into the header that stands at an index.
    package static func finish(headerAt start: Int, of bytes: inout [UInt8]) {
        let length = bytes.count - start - byteCount
        precondition(
            (0...FrameLimits.protocolBodyBytesMax).contains(length),
            "a body is measured before it is framed: stock clients crash on a longer one")
        bytes[start] = UInt8(truncatingIfNeeded: length >> 24)
        bytes[start + 1] = UInt8(truncatingIfNeeded: length >> 16)
        bytes[start + 2] = UInt8(truncatingIfNeeded: length >> 8)
        bytes[start + 3] = UInt8(truncatingIfNeeded: length)
    }

    private static func integer(_ bytes: ArraySlice<UInt8>, at index: Int) -> UInt32 {
        UInt32(bytes[index]) << 24 | UInt32(bytes[index + 1]) << 16
            | UInt32(bytes[index + 2]) << 8 | UInt32(bytes[index + 3])
    }

    private static func append(_ value: UInt32, to output: inout OutputSpan<UInt8>) {
        output.append(UInt8(truncatingIfNeeded: value >> 24))
        output.append(UInt8(truncatingIfNeeded: value >> 16))
        output.append(UInt8(truncatingIfNeeded: value >> 8))
        output.append(UInt8(truncatingIfNeeded: value))
    }
}

/// The kind of a frame; a value that is not named here is legal and is dropped by its receiver.
package struct FrameType: RawRepresentable, Hashable, Sendable {
    package var rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Opens a call; the body is a `Request` envelope.
    package static let request = FrameType(rawValue: 1)
    /// Ends a call; the body is a `Response` envelope.
    package static let response = FrameType(rawValue: 2)
    /// One message of a stream; the body is the bare message.
    package static let data = FrameType(rawValue: 3)
}
