/// Cuts a stream of bytes into frames.
///
/// Append what was read, then ask for the next event until there is none. A length above the limit is
/// reported from the header alone and its body is thrown away as it arrives, so a decoder never holds
/// more than one legal frame beyond what was appended at once.
///
/// Every legal length is below 16 MiB, so a frame starts with a zero byte. Another first byte is
/// another protocol, or the place in the stream is lost: either way the decoder stops for good.
package struct FrameDecoder: Sendable {
    /// What the bytes turned out to be.
    package enum Event: Hashable, Sendable {
        case frame(Frame)
        /// A long but legal body comes next; it is buffered unless ``FrameDecoder/discardBody()`` is
        /// called before the next event is asked for.
        case announced(FrameHeader)
        /// A body above the limit; it is discarded while the rest of the stream goes on.
        case tooLarge(FrameHeader)
        /// The first byte of the connection is not a frame's; nothing follows.
        case notThisProtocol(ForeignProtocol)
        /// A later frame starts with this byte instead of zero; nothing follows.
        case framingLost(firstByte: UInt8)
    }

    private enum State {
        /// Between frames, or inside a header; goes to `body`, `discarding` or `stopped`.
        case header
        /// Inside a legal body; goes to `header`.
        case body(FrameHeader)
        /// Inside a body that was refused, with this many bytes to come; goes to `header`.
        case discarding(Int)
        /// No frame can follow.
        case stopped
    }

    private let limits: FrameLimits
    private var state = State.header
    private var isFirstFrame = true
    /// Bytes that were appended; those before `head` are used up.
    private var buffer: [UInt8] = []
    private var head = 0

    package init(limits: FrameLimits = FrameLimits()) {
        self.limits = limits
    }

    /// Whether a frame has begun and has not ended.
    package var isInsideFrame: Bool {
        switch state {
        case .header: available > 0
        case .body, .discarding: true
        case .stopped: false
        }
    }

    /// Takes bytes in the order in which they were read.
    package mutating func append(_ bytes: ArraySlice<UInt8>) {
        switch state {
        case .stopped:
            break
        case .discarding(let remaining) where bytes.count < remaining:
            state = .discarding(remaining - bytes.count)
        case .discarding(let remaining):
            state = .header
            buffer.append(contentsOf: bytes.dropFirst(remaining))
        case .header, .body:
            buffer.append(contentsOf: bytes)
        }
    }

    /// Throws away the body that was announced last; its frame is not reported.
    package mutating func discardBody() {
        guard case .body(let header) = state else { return }
        discard(header)
    }

    /// The next event, or nil until more bytes are appended.
    package mutating func next() -> Event? {
        if case .header = state, let event = readHeader() { return event }
        if case .body(let header) = state, let frame = readBody(header) { return .frame(frame) }
        compact()
        return nil
    }

    private var available: Int { buffer.count - head }

    /// Goes on to the body or the refusal that the header asks for.
    private mutating func readHeader() -> Event? {
        guard available > 0 else { return nil }
        guard buffer[head] == 0 else { return stop(firstByte: buffer[head]) }
        guard available >= FrameHeader.byteCount else { return nil }
        let header = FrameHeader(decoding: buffer[head...])
        head += FrameHeader.byteCount
        isFirstFrame = false
        guard header.length <= limits.bodyBytesMax else {
            discard(header)
            return .tooLarge(header)
        }
        state = .body(header)
        return header.length > limits.unannouncedBodyBytesMax ? .announced(header) : nil
    }

    private mutating func readBody(_ header: FrameHeader) -> Frame? {
        let end = head + Int(header.length)
        guard end <= buffer.count else { return nil }
        let body = Array(buffer[head..<end])
        head = end
        state = .header
        return Frame(
            streamID: header.streamID, type: header.type, flags: header.flags, body: body)
    }

    /// Goes on behind the body, or into what is still to come of it.
    private mutating func discard(_ header: FrameHeader) {
        let remaining = Int(header.length) - available
        if remaining > 0 {
            head = buffer.count
            state = .discarding(remaining)
        } else {
            head += Int(header.length)
            state = .header
        }
    }

    private mutating func stop(firstByte: UInt8) -> Event {
        state = .stopped
        head = buffer.count
        return isFirstFrame
            ? .notThisProtocol(ForeignProtocol(firstByte: firstByte))
            : .framingLost(firstByte: firstByte)
    }

    /// Frees what is used up.
    ///
    /// It runs once for all the frames of a read, and moves a frame's bytes at most twice: the cost
    /// stays linear.
    private mutating func compact() {
        guard head > 0 else { return }
        if head < buffer.count {
            buffer.removeFirst(head)
        } else if buffer.capacity > Self.idleCapacityMax {
            buffer = []
        } else {
            buffer.removeAll(keepingCapacity: true)
        }
        head = 0
    }

    /// An empty decoder keeps at most this many bytes of memory.
    private static let idleCapacityMax = 64 << 10
}
