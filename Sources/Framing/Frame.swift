/// One whole frame.
package struct Frame: Hashable, Sendable {
    package var streamID: UInt32
    package var type: FrameType
    package var flags: UInt8
    package var body: [UInt8]

    package init(streamID: UInt32, type: FrameType, flags: UInt8 = 0, body: [UInt8]) {
        self.streamID = streamID
        self.type = type
        self.flags = flags
        self.body = body
    }

    /// The header that stands before this body on the wire.
    package var header: FrameHeader {
        precondition(
            body.count <= FrameLimits.protocolBodyBytesMax,
            "a body is measured before it is framed: stock clients crash on a longer one")
        return FrameHeader(
            length: UInt32(body.count), streamID: streamID, type: type, flags: flags)
    }

    /// Appends the frame's header and body.
    package func encode(into bytes: inout [UInt8]) {
        bytes.reserveCapacity(bytes.count + FrameHeader.byteCount + body.count)
        header.encode(into: &bytes)
        bytes.append(contentsOf: body)
    }

    /// The frame as it stands on the wire.
    package var encoded: [UInt8] {
        var bytes: [UInt8] = []
        encode(into: &bytes)
        return bytes
    }
}
