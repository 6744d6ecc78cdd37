/// Cuts a stream of bytes into frames with bodies of their own.
///
/// Append what was read, then ask for the next event until there is none. It follows the rules of
/// ``FrameCutter``, for whoever wants frames to keep instead of places in a read.
package struct FrameDecoder: Sendable {
    /// What the bytes turned out to be.
    package enum Event: Hashable, Sendable {
        case frame(Frame)
        /// A body above the limit; it is discarded while the rest of the stream goes on.
        case tooLarge(FrameHeader)
        /// The first byte of the connection is not a frame's; nothing follows.
        case notThisProtocol(ForeignProtocol)
        /// A later frame starts with this byte instead of zero; nothing follows.
        case framingLost(firstByte: UInt8)
    }

    private var cutter: FrameCutter
    /// What was appended, until all of it is used up; the bytes before `position` are already.
    private var fresh: ArraySlice<UInt8> = []
    private var position = 0

    package init(limits: FrameLimits = FrameLimits()) {
        cutter = FrameCutter(limits: limits)
    }

    /// Whether a frame has begun and has not ended.
    package var isInsideFrame: Bool { cutter.isInsideFrame || position < fresh.endIndex }

    /// Takes bytes in the order in which they were read.
    package mutating func append(_ bytes: ArraySlice<UInt8>) {
        if position < fresh.endIndex {
            fresh.append(contentsOf: bytes)
        } else {
            fresh = bytes
            position = bytes.startIndex
        }
    }

    /// The next event, or nil until more bytes are appended.
    package mutating func next() -> Event? {
        switch cutter.next(in: fresh, at: &position) {
        case .frame(let header, let place): return .frame(frame(header, Array(fresh[place])))
        case .gathered(let header): return .frame(frame(header, cutter.takeBody()))
        case .tooLarge(let header): return .tooLarge(header)
        case .notThisProtocol(let name): return .notThisProtocol(name)
        case .framingLost(let byte): return .framingLost(firstByte: byte)
        case nil:
            fresh = []
            position = 0
            return nil
        }
    }

    private func frame(_ header: FrameHeader, _ body: [UInt8]) -> Frame {
        Frame(streamID: header.streamID, type: header.type, flags: header.flags, body: body)
    }
}
