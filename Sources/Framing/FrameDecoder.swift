/// Cuts a stream of bytes into frames.
///
/// Append what was read, then ask for the next event until there is none. A frame that was read whole
/// is a slice of what was appended; only a frame that goes on in the next read is copied. Let go of
/// the frames before the buffer of the reads is written again, or the buffer is copied as a whole.
///
/// A length above the limit is reported from the header alone and its body is thrown away as it
/// arrives, so a decoder never holds more than one legal frame beyond what was appended at once.
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
    /// What was appended, until all of it is used up; the bytes before `head` are already.
    private var fresh: ArraySlice<UInt8> = []
    private var head = 0
    /// The beginning of the header or the body that the state is in, from earlier reads.
    private var kept: [UInt8] = []

    package init(limits: FrameLimits = FrameLimits()) {
        self.limits = limits
    }

    /// Whether a frame has begun and has not ended.
    package var isInsideFrame: Bool {
        switch state {
        case .header: !kept.isEmpty || available > 0
        case .body, .discarding: true
        case .stopped: false
        }
    }

    /// Takes bytes in the order in which they were read.
    package mutating func append(_ bytes: ArraySlice<UInt8>) {
        if case .stopped = state { return }
        if available == 0 {
            fresh = bytes
            head = bytes.startIndex
        } else {
            fresh.append(contentsOf: bytes)
        }
    }

    /// Throws away the body that was announced last; its frame is not reported.
    package mutating func discardBody() {
        guard case .body(let header) = state else { return }
        state = .discarding(Int(header.length))
    }

    /// The next event, or nil until more bytes are appended.
    package mutating func next() -> Event? {
        if case .discarding(let remaining) = state { skip(remaining) }
        if case .header = state, let event = readHeader() { return event }
        if case .body(let header) = state, let frame = readBody(header) { return .frame(frame) }
        fresh = []
        head = 0
        return nil
    }

    private var available: Int { fresh.endIndex - head }

    /// Goes on behind a refused body, or into what is still to come of it.
    private mutating func skip(_ remaining: Int) {
        let count = min(remaining, available)
        head += count
        state = count == remaining ? .header : .discarding(remaining - count)
    }

    /// Goes on to the body or the refusal that the header asks for.
    private mutating func readHeader() -> Event? {
        guard available > 0 else { return nil }
        if kept.isEmpty, fresh[head] != 0 { return stop(firstByte: fresh[head]) }
        guard let header = takeHeader() else { return nil }
        isFirstFrame = false
        guard header.length <= limits.bodyBytesMax else {
            state = .discarding(Int(header.length))
            return .tooLarge(header)
        }
        state = .body(header)
        return header.length > limits.unannouncedBodyBytesMax ? .announced(header) : nil
    }

    /// The header if all of it is there.
    private mutating func takeHeader() -> FrameHeader? {
        if kept.isEmpty, available >= FrameHeader.byteCount {
            defer { head += FrameHeader.byteCount }
            return FrameHeader(decoding: fresh[head...])
        }
        guard keep(upTo: FrameHeader.byteCount) else { return nil }
        defer { kept.removeAll() }
        return FrameHeader(decoding: kept[...])
    }

    private mutating func readBody(_ header: FrameHeader) -> Frame? {
        guard let body = takeBody(Int(header.length)) else { return nil }
        state = .header
        return Frame(
            streamID: header.streamID, type: header.type, flags: header.flags, body: body)
    }

    private mutating func takeBody(_ length: Int) -> ArraySlice<UInt8>? {
        if kept.isEmpty, available >= length {
            defer { head += length }
            return fresh[head..<head + length]
        }
        guard keep(upTo: length) else { return nil }
        defer { kept = [] }
        return kept[...]
    }

    /// Moves fresh bytes behind the kept ones until there are that many; false if they run out.
    private mutating func keep(upTo count: Int) -> Bool {
        let end = head + min(count - kept.count, available)
        kept.append(contentsOf: fresh[head..<end])
        head = end
        return kept.count == count
    }

    private mutating func stop(firstByte: UInt8) -> Event {
        state = .stopped
        head = fresh.endIndex
        return isFirstFrame
            ? .notThisProtocol(ForeignProtocol(firstByte: firstByte))
            : .framingLost(firstByte: firstByte)
    }
}
