import Time

/// Decides when to connect, which call to send and how each call ends, without a socket or a clock.
///
/// Events and moments go in; actions come out, for the owner to do in their order. Its invariant:
/// each call that was started ends exactly once, and a call that was sent is never sent again.
struct ClientMachine {
    typealias CallID = UInt64

    enum Action: Equatable {
        /// Open a connection, in place of any before it.
        case connect
        /// Give the connection up.
        case disconnect
        /// Send the call's frame.
        case send(CallID, streamID: UInt32)
        /// The call ends without an answer.
        case fail(CallID, RPCError)
    }

    private enum Phase: Equatable {
        /// No connection, and no reason to wait with one.
        case idle
        /// The owner connects; it ends there or at the moment.
        case connecting(until: Moment)
        case ready
        /// The last attempt failed; the next may start at the moment.
        case pausing(until: Moment)
        /// For good.
        case closed
    }

    private struct Call {
        let deadline: Moment
        /// Nil until it is sent.
        var streamID: UInt32?
    }

    private let address: String
    private let options: RPCClientOptions
    private var random: any RandomNumberGenerator & Sendable
    private var phase = Phase.idle
    private var calls: [CallID: Call] = [:]
    /// Those to send, oldest first; one that has ended is skipped.
    private var waiting: [CallID] = []
    private var waitingHead = 0
    private var waitingCount = 0
    /// Who waits for the answer of a stream; nil when the caller has given up, because the server
    /// still works on it.
    private var streams: [UInt32: CallID?] = [:]
    private var nextStreamID: UInt32 = 1
    private var failuresInARow = 0

    /// When to look at the time again; never later than needed.
    private(set) var wakesAt: Moment?

    init(
        address: String, options: RPCClientOptions,
        random: any RandomNumberGenerator & Sendable
    ) {
        self.address = address
        self.options = options
        self.random = random
    }

    /// Takes a call to send.
    mutating func start(
        _ id: CallID, deadline: Moment, at now: Moment,
        into actions: inout [Action]
    ) {
        guard phase != .closed else { return actions.append(.fail(id, .notSent(.closed))) }
        guard waitingCount < options.callsWaitingMax else {
            let error = ConnectionError.tooManyCalls(options.callsWaitingMax)
            return actions.append(.fail(id, .notSent(error)))
        }
        calls[id] = Call(deadline: deadline)
        waiting.append(id)
        waitingCount += 1
        wake(at: deadline)
        proceed(at: now, into: &actions)
    }

    /// The connection is there.
    mutating func connected(at now: Moment, into actions: inout [Action]) {
        guard case .connecting = phase else { return }
        phase = .ready
        proceed(at: now, into: &actions)
    }

    /// The connection could not be made: those who wait for it are told, and the next attempt waits.
    mutating func connectFailed(
        _ reason: String, at now: Moment, into actions: inout [Action]
    ) {
        guard case .connecting = phase else { return }
        pause(at: now)
        let error = ConnectionError.cannotReach(address: address, reason: reason)
        for id in unsent() { end(id, with: error, into: &actions) }
    }

    /// The connection ended: what was sent is unknown, what was not waits for the next.
    mutating func lost(
        _ reason: String, at now: Moment, into actions: inout [Action]
    ) {
        guard phase == .ready else { return }
        actions.append(.disconnect)
        let error = ConnectionError.lost(address: address, reason: reason)
        for id in streams.values.compactMap({ $0 }).sorted() {
            end(id, with: error, into: &actions)
        }
        streams = [:]
        nextStreamID = 1
        // Without an answer since it was made, the connection counts as a failed attempt.
        if hasBeenAnswered { phase = .idle } else { pause(at: now) }
        hasBeenAnswered = false
        proceed(at: now, into: &actions)
    }

    /// The server says that it takes no call of this connection: gives those that it was sent, which end.
    mutating func turnedAway() -> [CallID] {
        let sent = streams.values.compactMap(\.self).sorted()
        for id in sent { calls[id] = nil }
        streams = [:]
        return sent
    }

    /// Whether the connection has carried an answer.
    private var hasBeenAnswered = false

    /// An answer has come on that stream; gives the call that it is for, which ends.
    mutating func answered(
        _ streamID: UInt32, at now: Moment, into actions: inout [Action]
    ) -> CallID? {
        guard let caller = streams.removeValue(forKey: streamID) else { return nil }
        hasBeenAnswered = true
        failuresInARow = 0
        if let caller { calls[caller] = nil }
        proceed(at: now, into: &actions)
        return caller
    }

    /// The caller has given up.
    mutating func cancel(_ id: CallID, into actions: inout [Action]) {
        end(id, with: .cancelled, into: &actions)
    }

    /// Ends every call and takes no other.
    mutating func close(into actions: inout [Action]) {
        guard phase != .closed else { return }
        if phase == .ready || isConnecting { actions.append(.disconnect) }
        for id in calls.keys.sorted() { end(id, with: .closed, into: &actions) }
        phase = .closed
        wakesAt = nil
    }
}

// MARK: - Time

extension ClientMachine {
    /// Does what has come due, and finds the next moment to look.
    mutating func advance(to now: Moment, into actions: inout [Action]) {
        guard let moment = wakesAt, moment <= now else { return }
        wakesAt = nil
        for id in calls.filter({ $0.value.deadline <= now }).keys.sorted() {
            end(id, with: .timedOut, into: &actions)
        }
        if let deadline = calls.values.lazy.map(\.deadline).min() { wake(at: deadline) }
        switch phase {
        case .connecting(let until) where until <= now:
            actions.append(.disconnect)
            connectFailed("connecting took too long", at: now, into: &actions)
        case .connecting(let until): wake(at: until)
        case .pausing(let until) where until <= now:
            phase = .idle
            proceed(at: now, into: &actions)
        case .pausing(let until): wake(at: until)
        case .idle, .ready, .closed: break
        }
    }

    private mutating func pause(at now: Moment) {
        failuresInARow += 1
        let wait = options.backoff.wait(afterFailures: failuresInARow, using: &random)
        phase = .pausing(until: now + wait)
        wake(at: now + wait)
    }

    private mutating func wake(at moment: Moment) {
        wakesAt = min(wakesAt ?? moment, moment)
    }
}

// MARK: - Calls

extension ClientMachine {
    private var isConnecting: Bool {
        if case .connecting = phase { true } else { false }
    }

    /// Connects or sends, if there is a call for it.
    private mutating func proceed(
        at now: Moment, into actions: inout [Action]
    ) {
        if phase == .idle, waitingCount > 0 {
            let until = now + options.connectTimeout
            phase = .connecting(until: until)
            wake(at: until)
            actions.append(.connect)
        }
        guard phase == .ready else { return }
        while streams.count < options.callsInFlightMax, let id = nextWaiting() {
            let streamID = freeStreamID()
            calls[id]?.streamID = streamID
            streams[streamID] = .some(id)
            actions.append(.send(id, streamID: streamID))
        }
    }

    /// Takes the oldest call that still waits.
    private mutating func nextWaiting() -> CallID? {
        while waitingHead < waiting.count {
            let id = waiting[waitingHead]
            waitingHead += 1
            guard calls[id] != nil else { continue }
            waitingCount -= 1
            return id
        }
        waiting.removeAll(keepingCapacity: true)
        waitingHead = 0
        return nil
    }

    /// The calls that were not sent, oldest first.
    private func unsent() -> [CallID] {
        waiting[waitingHead...].filter { calls[$0] != nil }
    }

    private mutating func end(
        _ id: CallID, with error: ConnectionError, into actions: inout [Action]
    ) {
        guard let call = calls.removeValue(forKey: id) else { return }
        guard let streamID = call.streamID else {
            waitingCount -= 1
            return actions.append(.fail(id, .notSent(error)))
        }
        streams[streamID] = .some(nil)
        actions.append(.fail(id, .outcomeUnknown(error)))
    }

    /// The next odd id without a call in flight; the ids start again after the last.
    private mutating func freeStreamID() -> UInt32 {
        while streams[nextStreamID] != nil { nextStreamID &+= 2 }
        defer { nextStreamID &+= 2 }
        return nextStreamID
    }
}
