/// Cuts frames out of what was read, in place.
///
/// Hand it a read and a position until it finds no further event. A frame that lies whole in the read
/// is a range of it; only a frame that goes on in the next read is copied. A length above the limit is
/// reported from the header alone and its body is thrown away as it arrives, so that never more than
/// one legal frame is held.
///
/// Every legal length is below 16 MiB, so a frame starts with a zero byte. Another first byte is
/// another protocol, or the place in the stream is lost: either way it stops for good.
package struct FrameCutter: Sendable {
    /// What the bytes turned out to be.
    package enum Event: Hashable, Sendable {
        /// A frame whose body stands at that place of the read.
        case frame(FrameHeader, Range<Int>)
        /// A frame that came in several reads; ``FrameCutter/takeBody()`` gives its body.
        case gathered(FrameHeader)
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
        /// Inside a body of the length that was refused, with so many bytes to come; goes to `header`.
        case discarding(Int, of: Int)
        /// No frame can follow.
        case stopped
    }

    private let limits: FrameLimits
    private var state = State.header
    private var isFirstFrame = true
    /// The beginning of the header or the body that the state is in, from earlier reads.
    private var kept: [UInt8] = []

    package init(limits: FrameLimits = FrameLimits()) {
        self.limits = limits
    }

    /// Whether a frame has begun and has not ended.
    package var isInsideFrame: Bool {
        switch state {
        case .header: !kept.isEmpty
        case .body, .discarding: true
        case .stopped: false
        }
    }

    /// Bytes of the unfinished frame that are held.
    package var heldBytes: Int { kept.count }

    /// Bytes of the unfinished frame that have come.
    package var arrivedBytes: Int {
        switch state {
        case .header: kept.count
        case .body: FrameHeader.byteCount + kept.count
        case .discarding(let remaining, let length): FrameHeader.byteCount + length - remaining
        case .stopped: 0
        }
    }

    /// Throws away the unfinished body; the frame is not reported.
    ///
    /// - Returns: Its header; nil outside of a body.
    package mutating func discardBody() -> FrameHeader? {
        guard case .body(let header) = state else { return nil }
        let length = Int(header.length)
        state = .discarding(length - kept.count, of: length)
        kept = []
        return header
    }

    /// Gives the body of the frame that was gathered last, once.
    package mutating func takeBody() -> [UInt8] {
        defer { kept = [] }
        return kept
    }

    /// The next event; nil once the read is used up, to its end.
    ///
    /// The position is an index of the read and moves behind what the event used up.
    package mutating func next(in read: ArraySlice<UInt8>, at position: inout Int) -> Event? {
        if case .discarding(let remaining, let length) = state {
            skip(remaining, of: length, in: read, at: &position)
        }
        if case .header = state, let event = readHeader(in: read, at: &position) { return event }
        if case .body(let header) = state { return readBody(header, in: read, at: &position) }
        if case .stopped = state { position = read.endIndex }
        return nil
    }

    /// Goes on behind a refused body, or into what is still to come of it.
    private mutating func skip(
        _ remaining: Int, of length: Int, in read: ArraySlice<UInt8>, at position: inout Int
    ) {
        let count = min(remaining, read.endIndex - position)
        position += count
        state = count == remaining ? .header : .discarding(remaining - count, of: length)
    }

    /// Goes on to the body, or to the refusal that the header asks for.
    private mutating func readHeader(
        in read: ArraySlice<UInt8>, at position: inout Int
    ) -> Event? {
        guard position < read.endIndex else { return nil }
        if kept.isEmpty, read[position] != 0 { return stop(firstByte: read[position]) }
        guard let header = takeHeader(in: read, at: &position) else { return nil }
        isFirstFrame = false
        guard header.length <= limits.bodyBytesMax else {
            state = .discarding(Int(header.length), of: Int(header.length))
            return .tooLarge(header)
        }
        state = .body(header)
        return nil
    }

    /// The header if all of it is there.
    private mutating func takeHeader(
        in read: ArraySlice<UInt8>, at position: inout Int
    ) -> FrameHeader? {
        if kept.isEmpty, read.endIndex - position >= FrameHeader.byteCount {
            defer { position += FrameHeader.byteCount }
            return FrameHeader(decoding: read, at: position)
        }
        guard keep(upTo: FrameHeader.byteCount, of: read, at: &position) else { return nil }
        defer { kept = [] }
        return FrameHeader(decoding: kept[...], at: 0)
    }

    private mutating func readBody(
        _ header: FrameHeader, in read: ArraySlice<UInt8>, at position: inout Int
    ) -> Event? {
        let length = Int(header.length)
        if kept.isEmpty, read.endIndex - position >= length {
            let start = position
            position += length
            state = .header
            return .frame(header, start..<position)
        }
        guard keep(upTo: length, of: read, at: &position) else { return nil }
        state = .header
        return .gathered(header)
    }

    /// Copies from the read until that many bytes are kept; false if it does not have them all.
    private mutating func keep(
        upTo count: Int, of read: ArraySlice<UInt8>, at position: inout Int
    ) -> Bool {
        let end = position + min(count - kept.count, read.endIndex - position)
        kept.append(contentsOf: read[position..<end])
        position = end
        return kept.count == count
    }

    private mutating func stop(firstByte: UInt8) -> Event {
        state = .stopped
        return isFirstFrame
            ? .notThisProtocol(ForeignProtocol(firstByte: firstByte))
            : .framingLost(firstByte: firstByte)
    }
}
