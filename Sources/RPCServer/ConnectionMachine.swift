import Framing
import Messages
import RPC
import Time

/// What one connection's bytes, answers and time lead to, without a socket or a clock.
///
/// Bytes, answers and moments go in; calls for the handler come out, and actions for the owner to do
/// in their order. The room for unfinished frames is the server's: bytes take of it as they come, and it
/// goes back with the frame or the end. Its invariant: each call is handed over once and answered to the peer once,
/// and it holds its slot until the handler has answered, whatever happened to the peer.
struct ConnectionMachine {
    enum Action {
        /// Send a status of the server's own, to a call of the method with the number if there is one.
        case answer(streamID: UInt32, RPCStatus, method: Int?)
        /// Send what waits, then close; nothing follows.
        case close(CloseReason)
    }

    private enum Phase {
        /// Calls are taken; goes to `draining` or `closed`.
        case serving
        /// New calls are refused, those in flight finish; goes to `closed`.
        case draining(since: Moment)
        /// Nothing comes or goes; answers still free their slots.
        case closed
    }

    private let rules: ConnectionRules
    private var phase = Phase.serving
    private var cutter: FrameCutter
    private var room: FrameRoom
    private var calls: CallTable
    /// The method of the last call, which is commonly that of the next.
    private var lastMethod = 0
    private var strikes = 0
    /// Frames that break a rule of their own, each answered.
    private var wrongFrames = 0
    private var unsentBytes = 0

    private let openedAt: Moment
    /// Whether a frame has come.
    private(set) var hasFrame = false
    private var frameStartedAt: Moment?
    private var lastFrameAt: Moment
    private var lastAnswerAt: Moment
    private var lastSentAt: Moment

    /// When to look at the time again; never later than needed, commonly much earlier.
    private(set) var wakesAt: Moment?

    /// The number is the connection's part of its calls' tags.
    init(_ rules: ConnectionRules, number: UInt64, peer: Peer, at now: Moment) {
        self.rules = rules
        room = FrameRoom(in: rules.room)
        calls = CallTable(rules, connection: number, peer: peer)
        cutter = FrameCutter(limits: rules.limits.frame)
        openedAt = now
        lastFrameAt = now
        lastAnswerAt = now
        lastSentAt = now
        if let time = limits.firstFrameTimeMax { wake(at: now + time) }
        if let time = limits.idleTimeMax { wake(at: now + time) }
    }

    private var limits: Limits { rules.limits }

    /// Calls that the handler has not answered.
    var callsInFlight: Int { calls.count }

    /// Whether calls wait for a place in work, and the peer takes its answers.
    var canStartWaiting: Bool { calls.hasWaiting && unsentBytes <= limits.unsentBytesMax }

    /// Since when it has not been used; nil: a call or an answer is under way.
    var unusedSince: Moment? {
        guard calls.count == 0, unsentBytes == 0 else { return nil }
        return hasFrame ? max(lastFrameAt, lastAnswerAt) : openedAt
    }

    /// Whether the owner reads: not while too much waits to be handled or to be sent.
    var wantsToRead: Bool {
        if case .closed = phase { return false }
        return calls.bytes < limits.bytesInFlightMax && unsentBytes <= limits.unsentBytesMax
    }

    /// Takes bytes that were read, and calls as far as the budget goes; what it keeps of them is a copy.
    mutating func receive(
        _ bytes: ArraySlice<UInt8>, at now: Moment, calls taken: inout TakenCalls,
        actions: inout [Action]
    ) {
        if case .closed = phase { return }
        if !cutter.isInsideFrame { frameStartedAt = now }
        var position = bytes.startIndex
        while let event = cutter.next(in: bytes, at: &position) {
            frameStartedAt = now
            lastFrameAt = now
            hasFrame = true
            receive(event, in: bytes, at: now, calls: &taken, actions: &actions)
            if case .closed = phase { return }
        }
        if !cutter.isInsideFrame { frameStartedAt = nil }
        takeRoom(into: &actions)
        if let moment = frameIsTooSlowAt { wake(at: moment) }
    }

    /// Puts calls that waited into the batch, as far as there are places in work.
    mutating func startWaiting(calls batch: inout CallBatch) {
        calls.startWaiting(calls: &batch)
    }

    /// What the caller of a call calls it, as long as the peer waits for its answer.
    func trace(of serial: UInt32) -> CallTrace? { calls.trace(of: serial) }

    /// Takes the handler's answer; gives the call if the peer still waits for it.
    mutating func answer(
        streamID: UInt32, serial: UInt32, at now: Moment, within budget: inout CallBudget
    ) -> CallInFlight? {
        lastAnswerAt = now
        if case .draining = phase { wake(at: now + limits.drainQuietTime) }
        if let time = limits.idleTimeMax { wake(at: now + time) }
        let wasReading = wantsToRead
        defer { if !wasReading { restartFrameTime(at: now) } }
        return calls.answer(streamID: streamID, serial: serial, at: now, within: &budget)
    }

    /// Learns how many bytes still wait after a send, and whether any went.
    mutating func sent(_ count: Int, unsentBytes: Int, at now: Moment) {
        if count > 0 || self.unsentBytes == 0 { lastSentAt = now }
        let wasReading = wantsToRead
        self.unsentBytes = unsentBytes
        if !wasReading { restartFrameTime(at: now) }
        if unsentBytes > 0 { wake(at: lastSentAt + limits.stallTimeMax) }
    }

    /// Refuses new calls from here on.
    mutating func drain(at now: Moment) {
        guard case .serving = phase else { return }
        phase = .draining(since: now)
        wake(at: now + limits.drainQuietTime)
    }

    /// Ends it from outside: the peer has gone, or the server stops.
    mutating func close(at now: Moment, within budget: inout CallBudget) {
        stop()
        calls.abandonAll(at: now, within: &budget)
    }

    /// Neither takes nor gives anything more; its owner is about to close it.
    private mutating func stop() {
        phase = .closed
        wakesAt = nil
        room.giveBack()
        // It may hold the beginning of a frame.
        cutter = FrameCutter()
    }
}

// MARK: - Frames

extension ConnectionMachine {
    private mutating func receive(
        _ event: FrameCutter.Event, in bytes: ArraySlice<UInt8>, at now: Moment,
        calls taken: inout TakenCalls, actions: inout [Action]
    ) {
        room.giveBack()
        switch event {
        case .frame(let header, let place):
            let start = bytes.startIndex
            let body = bytes.span.extracting(place.lowerBound - start..<place.upperBound - start)
            receive(header, body, at: now, calls: &taken, actions: &actions)
        case .gathered(let header):
            let body = cutter.takeBody()
            receive(header, body.span, at: now, calls: &taken, actions: &actions)
        case .tooLarge(let header):
            let max = limits.frame.bodyBytesMax
            refuse(header, .frameTooLarge(header.length, max: max), into: &actions)
        case .notThisProtocol(let name):
            end(.foreignProtocol(name), into: &actions)
        case .framingLost(let byte):
            end(.framingLost(firstByte: byte), into: &actions)
        }
    }

    private mutating func receive(
        _ header: FrameHeader, _ body: Span<UInt8>, at now: Moment,
        calls taken: inout TakenCalls, actions: inout [Action]
    ) {
        switch header.type {
        case .request: open(header, body, at: now, calls: &taken, actions: &actions)
        case .data: receiveData(header.streamID, into: &actions)
        // An unknown type is dropped, so that newer clients can talk to us.
        default: break
        }
    }

    private mutating func open(
        _ header: FrameHeader, _ body: Span<UInt8>, at now: Moment,
        calls taken: inout TakenCalls, actions: inout [Action]
    ) {
        let id = header.streamID
        if let refusal = refusal(of: header) {
            actions.append(.answer(streamID: id, refusal, method: nil))
            if calls.isActive(id) { return strike(into: &actions) }
            if id % 2 == 0 { noteWrongFrame(into: &actions) }
            return
        }
        guard let call = rules.methods.plainRequest(in: body, guess: lastMethod) else {
            return openUncommon(header, body, at: now, calls: &taken, actions: &actions)
        }
        lastMethod = call.method
        let timeout = call.timeoutNanoseconds
        let started = start(
            header, call.method, timeout, at: now, within: &taken.budget, into: &actions)
        guard let (tag, deadline) = started else { return }
        calls.startOrWait(
            tag, method: call.method, body.extracting(call.payload), deadline: deadline,
            in: &taken.batch)
    }

    /// Opens a call whose envelope has metadata, is written in another way, or is refused.
    private mutating func openUncommon(
        _ header: FrameHeader, _ body: Span<UInt8>, at now: Moment,
        calls taken: inout TakenCalls, actions: inout [Action]
    ) {
        do {
            let request = try Envelope.decodeRequest(body)
            let name = MethodName(service: request.service, method: request.method)
            let method = rules.methods.number(of: name)
            let timeout = request.timeoutNano
            let started = start(
                header, method, timeout, at: now, within: &taken.budget, into: &actions)
            guard let (tag, deadline) = started else { return }
            if taken.keepsTraces, let trace = CallTrace(request.metadata) {
                calls.note(trace, of: tag.serial)
            }
            guard let method else {
                return calls.startOrWait(
                    tag, unknownMethod: name, deadline: deadline, in: &taken.batch)
            }
            calls.startOrWait(
                tag, method: method, request.payload.span, deadline: deadline, in: &taken.batch)
        } catch {
            actions.append(.answer(streamID: header.streamID, error, method: nil))
            noteWrongFrame(into: &actions)
        }
    }

    /// Why no call can begin with that frame; nil if one can.
    private func refusal(of header: FrameHeader) -> RPCStatus? {
        let id = header.streamID
        if id % 2 == 0 { return .badStreamID(id) }
        if calls.isActive(id) { return .streamIsActive(id) }
        if header.flags & FrameHeader.remoteOpen != 0 { return .methodIsUnary }
        if case .draining = phase { return .draining(retryDelay: limits.retryDelay) }
        let max = limits.callsInWorkMax + limits.callsWaitingMax
        guard calls.count < max else {
            return .tooManyCalls(max: max, retryDelay: limits.retryDelay)
        }
        return nil
    }

    /// Gives the call a slot; nil if its time has passed already.
    private mutating func start(
        _ header: FrameHeader, _ method: Int?, _ timeout: Int64, at now: Moment,
        within budget: inout CallBudget, into actions: inout [Action]
    ) -> (tag: CallTag, deadline: Moment)? {
        let id = header.streamID
        guard timeout >= 0 else {
            actions.append(.answer(streamID: id, .deadlinePassed, method: method))
            return nil
        }
        let asked = Deadline.moment(timeoutNanoseconds: timeout, arrival: now)
        let latest = now.advanced(byNanoseconds: rules.callNanosecondsMax)
        let deadline = min(asked ?? latest, latest)
        guard budget.admits(method, of: calls.load, until: deadline, at: now) else {
            let delay = max(limits.retryDelay, budget.wait(for: method))
            actions.append(
                .answer(streamID: id, .serverIsBehind(retryDelay: delay), method: method))
            return nil
        }
        let tag = calls.open(
            id, method: method, bytes: Int(header.length) + FrameHeader.byteCount, at: now,
            deadline: deadline, within: &budget)
        wake(at: deadline)
        return (tag, deadline)
    }

    /// The newest Go server crashes on data for a unary call; here it is a strike.
    private mutating func receiveData(_ id: UInt32, into actions: inout [Action]) {
        if calls.isActive(id) { return strike(into: &actions) }
        // Of a call that was refused, say: what it still sends hurts nobody, up to a point.
        noteWrongFrame(into: &actions)
    }

    /// Refuses a frame whose body is thrown away.
    private mutating func refuse(
        _ header: FrameHeader, _ status: RPCStatus, into actions: inout [Action]
    ) {
        let id = header.streamID
        guard header.type == .request || header.type == .data else { return }
        let isActive = calls.isActive(id)
        let refusal = isActive ? .streamIsActive(id) : status
        actions.append(.answer(streamID: id, refusal, method: nil))
        if isActive { strike(into: &actions) }
    }

    /// Takes room for what is held of the unfinished frame; without room it is refused.
    private mutating func takeRoom(into actions: inout [Action]) {
        // The beginning of a header needs none.
        guard !room.hold(cutter.heldBytes), let header = cutter.discardBody() else { return }
        room.giveBack()
        refuse(header, .serverIsBusy(retryDelay: limits.retryDelay), into: &actions)
    }

    private mutating func strike(into actions: inout [Action]) {
        strikes += 1
        if strikes >= limits.strikesMax { end(.tooManyStrikes, into: &actions) }
    }

    private mutating func noteWrongFrame(into actions: inout [Action]) {
        wrongFrames += 1
        if wrongFrames >= limits.wrongFramesMax { end(.tooManyStrikes, into: &actions) }
    }

    private mutating func end(_ reason: CloseReason, into actions: inout [Action]) {
        stop()
        actions.append(.close(reason))
    }
}

// MARK: - Time

extension ConnectionMachine {
    /// Does what has come due, and finds the next moment to look.
    mutating func advance(
        to now: Moment, within budget: inout CallBudget, into actions: inout [Action]
    ) {
        guard let moment = wakesAt, moment <= now else { return }
        wakesAt = nil
        for call in calls.expire(at: now, within: &budget) {
            actions.append(.answer(streamID: call.streamID, .deadlinePassed, method: call.method))
        }
        if let deadline = calls.nextDeadline { wake(at: deadline) }
        if let reason = overdue(at: now) { end(reason, into: &actions) }
    }

    /// The first limit of time that is passed; sets the wake-up for those that are not.
    private mutating func overdue(at now: Moment) -> CloseReason? {
        if wantsToRead, let moment = frameIsTooSlowAt, isDue(moment, at: now) {
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
    private mutating func restartFrameTime(at now: Moment) {
        guard wantsToRead, frameStartedAt != nil else { return }
        frameStartedAt = now
        if let moment = frameIsTooSlowAt { wake(at: moment) }
    }

    /// When the unfinished frame has come too slowly if no more of it comes; nil outside of a frame.
    private var frameIsTooSlowAt: Moment? {
        guard let start = frameStartedAt else { return nil }
        let time = Duration.seconds(
            Double(cutter.arrivedBytes) / Double(limits.frameBytesPerSecondMin))
        return start + max(limits.slowFrameTimeMax, time)
    }

    private mutating func isDue(_ moment: Moment, at now: Moment) -> Bool {
        if moment > now { wake(at: moment) }
        return moment <= now
    }

    private mutating func wake(at moment: Moment) {
        wakesAt = min(wakesAt ?? moment, moment)
    }
}
