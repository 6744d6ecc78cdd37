import Framing
import RPC

/// What one connection's bytes, answers and time lead to, without a socket or a clock.
///
/// Bytes, answers and moments go in; actions come out, for the owner to do in their order. The room
/// for long frames is the server's, and what is taken of it goes back with the frame or the end. Its
/// invariant: each call is handed over once and answered to the peer once, and it holds its slot
/// until the handler has answered, whatever happened to the peer.
struct ConnectionMachine {
    enum Action {
        /// Give the call to the handler; its answer comes back with the serial.
        case handle(RPCRequest, streamID: UInt32, serial: UInt32)
        /// Send a status of the server's own.
        case answer(streamID: UInt32, RPCStatus, MethodName?)
        /// Send what waits, then close; nothing follows.
        case close(CloseReason)
    }

    private enum Phase {
        /// Calls are taken; goes to `draining` or `closed`.
        case serving
        /// New calls are refused, those in flight finish; goes to `closed`.
        case draining(since: ContinuousClock.Instant)
        /// Nothing comes or goes; answers still free their slots.
        case closed
    }

    private let limits: Limits
    private let peer: String
    private var phase = Phase.serving
    private var decoder: FrameDecoder
    private let room: RoomForBodies
    /// What the unfinished frame holds of the room.
    private var roomTaken = 0
    private var calls = CallTable()
    private var strikes = 0
    private var unsentBytes = 0

    private let openedAt: ContinuousClock.Instant
    private var hasFrame = false
    private var frameStartedAt: ContinuousClock.Instant?
    private var lastFrameAt: ContinuousClock.Instant
    private var lastAnswerAt: ContinuousClock.Instant
    private var lastSentAt: ContinuousClock.Instant

    /// When to look at the time again; never later than needed, commonly much earlier.
    private(set) var wakesAt: ContinuousClock.Instant?

    init(limits: Limits, room: RoomForBodies, peer: String, at now: ContinuousClock.Instant) {
        self.limits = limits
        self.room = room
        self.peer = peer
        decoder = FrameDecoder(limits: limits.frame)
        openedAt = now
        lastFrameAt = now
        lastAnswerAt = now
        lastSentAt = now
        if let time = limits.firstFrameTimeMax { wake(at: now + time) }
        if let time = limits.idleTimeMax { wake(at: now + time) }
    }

    /// Calls that the handler has not answered.
    var callsInFlight: Int { calls.count }

    /// Whether the owner reads: not while too much waits to be handled or to be sent.
    var wantsToRead: Bool {
        if case .closed = phase { return false }
        return calls.bytes < limits.bytesInFlightMax && unsentBytes <= limits.unsentBytesMax
    }

    /// Takes bytes that were read.
    mutating func receive(
        _ bytes: ArraySlice<UInt8>, at now: ContinuousClock.Instant, into actions: inout [Action]
    ) {
        if case .closed = phase { return }
        if !decoder.isInsideFrame { frameStartedAt = now }
        decoder.append(bytes)
        while let event = decoder.next() {
            // The frame goes on: its time counts from its first byte.
            if case .announced(let header) = event, makesRoom(for: header) { continue }
            frameStartedAt = now
            lastFrameAt = now
            hasFrame = true
            receive(event, at: now, into: &actions)
            if case .closed = phase { return }
        }
        if decoder.isInsideFrame {
            if let start = frameStartedAt { wake(at: start + limits.frameTimeMax) }
        } else {
            frameStartedAt = nil
        }
    }

    /// Takes the handler's answer; gives the call if the peer still waits for it.
    mutating func answer(
        streamID: UInt32, serial: UInt32, at now: ContinuousClock.Instant
    ) -> CallInFlight? {
        lastAnswerAt = now
        if case .draining = phase { wake(at: now + limits.drainQuietTime) }
        if let time = limits.idleTimeMax { wake(at: now + time) }
        let wasReading = wantsToRead
        defer { if !wasReading { restartFrameTime(at: now) } }
        return calls.answer(streamID: streamID, serial: serial)
    }

    /// Learns what is left after sending, and whether some went.
    mutating func sent(
        _ count: Int, unsentBytes: Int, at now: ContinuousClock.Instant
    ) {
        if count > 0 || self.unsentBytes == 0 { lastSentAt = now }
        let wasReading = wantsToRead
        self.unsentBytes = unsentBytes
        if !wasReading { restartFrameTime(at: now) }
        if unsentBytes > 0 { wake(at: lastSentAt + limits.stallTimeMax) }
    }

    /// Refuses new calls from here on.
    mutating func drain(at now: ContinuousClock.Instant) {
        guard case .serving = phase else { return }
        phase = .draining(since: now)
        wake(at: now + limits.drainQuietTime)
    }

    /// Ends it from outside: the peer has gone, or the server stops.
    mutating func close() {
        phase = .closed
        wakesAt = nil
        giveRoomBack()
        calls.abandonAll()
    }
}

// MARK: - Frames

extension ConnectionMachine {
    private mutating func receive(
        _ event: FrameDecoder.Event, at now: ContinuousClock.Instant, into actions: inout [Action]
    ) {
        giveRoomBack()
        switch event {
        case .frame(let frame) where frame.type == .request:
            open(frame, at: now, into: &actions)
        case .frame(let frame) where frame.type == .data:
            receiveData(frame.streamID, into: &actions)
        case .frame:
            // An unknown type is dropped, so that newer clients can talk to us.
            break
        case .announced(let header):
            decoder.discardBody()
            refuse(header, .serverIsBusy(retryDelay: limits.retryDelay), into: &actions)
        case .tooLarge(let header):
            let max = limits.frame.bodyBytesMax
            refuse(header, .frameTooLarge(header.length, max: max), into: &actions)
        case .notThisProtocol(let name):
            end(.foreignProtocol(name), into: &actions)
        case .framingLost(let byte):
            end(.framingLost(firstByte: byte), into: &actions)
        }
    }

    private mutating func open(
        _ frame: Frame, at now: ContinuousClock.Instant, into actions: inout [Action]
    ) {
        let id = frame.streamID
        if id % 2 == 0 { return actions.append(.answer(streamID: id, .badStreamID(id), nil)) }
        if calls.isActive(id) { return reuse(id, into: &actions) }
        if case .draining = phase {
            let status = RPCStatus.draining(retryDelay: limits.retryDelay)
            return actions.append(.answer(streamID: id, status, nil))
        }
        guard calls.count < limits.callsInFlightMax else {
            let status = RPCStatus.tooManyCalls(
                max: limits.callsInFlightMax, retryDelay: limits.retryDelay)
            return actions.append(.answer(streamID: id, status, nil))
        }
        do {
            let request = try Envelope.decodeRequest(frame.body)
            start(request, id: id, frameBytes: frame.body.count, at: now, into: &actions)
        } catch {
            actions.append(.answer(streamID: id, error, nil))
        }
    }

    private mutating func start(
        _ envelope: Envelope.DecodedRequest, id: UInt32, frameBytes: Int,
        at now: ContinuousClock.Instant, into actions: inout [Action]
    ) {
        let method = MethodName(service: envelope.service, method: envelope.method)
        guard envelope.timeoutNanoseconds >= 0 else {
            return actions.append(.answer(streamID: id, .deadlinePassed, method))
        }
        let asked = Deadline.instant(
            timeoutNanoseconds: envelope.timeoutNanoseconds, arrival: now)
        let latest = now + limits.callTimeMax
        let deadline = min(asked ?? latest, latest)
        let serial = calls.open(
            id, method: method, bytes: frameBytes + FrameHeader.byteCount, at: now,
            deadline: deadline)
        wake(at: deadline)
        let request = RPCRequest(
            service: envelope.service, method: envelope.method, payload: envelope.payload,
            deadline: deadline, metadata: envelope.metadata, peer: peer)
        actions.append(.handle(request, streamID: id, serial: serial))
    }

    /// The newest Go server crashes on data for a unary call; here it is a strike.
    private mutating func receiveData(_ id: UInt32, into actions: inout [Action]) {
        if id % 2 == 0 {
            actions.append(.answer(streamID: id, .badStreamID(id), nil))
        } else if calls.isActive(id) {
            strike(into: &actions)
        } else {
            actions.append(.answer(streamID: id, .streamIsUnknown(id), nil))
        }
    }

    /// Refuses a frame whose body is thrown away.
    private mutating func refuse(
        _ header: FrameHeader, _ status: RPCStatus, into actions: inout [Action]
    ) {
        let id = header.streamID
        guard header.type == .request || header.type == .data else { return }
        if calls.isActive(id) { return reuse(id, into: &actions) }
        actions.append(.answer(streamID: id, status, nil))
    }

    private mutating func makesRoom(for header: FrameHeader) -> Bool {
        guard room.take(Int(header.length)) else { return false }
        roomTaken = Int(header.length)
        return true
    }

    private mutating func giveRoomBack() {
        room.giveBack(roomTaken)
        roomTaken = 0
    }

    private mutating func reuse(_ id: UInt32, into actions: inout [Action]) {
        actions.append(.answer(streamID: id, .streamIsActive(id), nil))
        strike(into: &actions)
    }

    private mutating func strike(into actions: inout [Action]) {
        strikes += 1
        if strikes >= limits.strikesMax { end(.tooManyStrikes, into: &actions) }
    }

    private mutating func end(_ reason: CloseReason, into actions: inout [Action]) {
        close()
        actions.append(.close(reason))
    }
}

// MARK: - Time

extension ConnectionMachine {
    /// Does what has come due, and finds the next moment to look.
    mutating func advance(to now: ContinuousClock.Instant, into actions: inout [Action]) {
        guard let moment = wakesAt, moment <= now else { return }
        wakesAt = nil
        for call in calls.expire(at: now) {
            actions.append(.answer(streamID: call.streamID, .deadlinePassed, call.method))
        }
        if let deadline = calls.nextDeadline { wake(at: deadline) }
        if let reason = overdue(at: now) { end(reason, into: &actions) }
    }

    /// The first limit of time that is passed; sets the wake-up for those that are not.
    private mutating func overdue(at now: ContinuousClock.Instant) -> CloseReason? {
        if wantsToRead, let start = frameStartedAt, isDue(start + limits.frameTimeMax, at: now) {
            return .frameTooSlow
        }
        if unsentBytes > 0, isDue(lastSentAt + limits.stallTimeMax, at: now) {
            return .readerTooSlow
        }
        if !hasFrame, frameStartedAt == nil, let time = limits.firstFrameTimeMax,
            isDue(openedAt + time, at: now)
        {
            return .noFirstFrame
        }
        guard calls.count == 0 else { return nil }
        if let time = limits.idleTimeMax, isDue(max(lastFrameAt, lastAnswerAt) + time, at: now) {
            return .idle
        }
        if case .draining(let since) = phase, unsentBytes == 0,
            isDue(max(since, lastAnswerAt) + limits.drainQuietTime, at: now)
        {
            return .drained
        }
        return nil
    }

    /// Counts a started frame's time anew after a while in which it was not read.
    private mutating func restartFrameTime(at now: ContinuousClock.Instant) {
        guard wantsToRead, frameStartedAt != nil else { return }
        frameStartedAt = now
        wake(at: now + limits.frameTimeMax)
    }

    private mutating func isDue(
        _ moment: ContinuousClock.Instant, at now: ContinuousClock.Instant
    ) -> Bool {
        if moment > now { wake(at: moment) }
        return moment <= now
    }

    private mutating func wake(at moment: ContinuousClock.Instant) {
        wakesAt = min(wakesAt ?? moment, moment)
    }
}
