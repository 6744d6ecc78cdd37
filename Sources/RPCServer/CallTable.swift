import RPC
import Time

/// The calls of one connection that the handler has not answered: some are in work, those that came later
/// wait for a place.
///
/// A call whose time is up or whose peer has gone is abandoned: the peer hears no more of it, but it
/// holds its slot and its bytes until the handler answers, so that a caller who gives up and calls
/// again cannot pile up work. Queries wait for each other beside the other calls: a few of them are in
/// work, so that their answers do not pile up either.
struct CallTable {
    private let queryMethods: MethodSet
    private let inWorkMax: Int
    private let queriesInWorkMax: Int
    private var waiting = WaitingCalls()
    private var waitingQueries = WaitingCalls()
    /// How many of all are queries.
    private var queries = 0
    private var active = StreamTable()
    /// What it remembers of abandoned calls, by serial.
    private var abandoned: [UInt32: (method: Int?, bytes: Int)] = [:]
    /// What callers call active calls, by serial; few say it, and fewer are heard.
    private var traces: [UInt32: CallTrace] = [:]
    private var lastSerial: UInt32 = 0
    /// The bytes of the frames of all these calls.
    private(set) var bytes = 0

    /// The connection's part of its calls' tags.
    private let connection: UInt64
    private let peer: Peer

    init(_ rules: ConnectionRules, connection: UInt64, peer: Peer) {
        self.connection = connection
        self.peer = peer
        queryMethods = rules.methods.queries
        inWorkMax = rules.limits.callsInWorkMax
        queriesInWorkMax = rules.limits.queriesInWorkMax
    }

    var load: CallBudget.Load { CallBudget.Load(calls: count, bytes: bytes) }

    var count: Int { active.count + abandoned.count }

    /// Whether the peer waits for an answer on that id.
    func isActive(_ streamID: UInt32) -> Bool {
        active.call(on: streamID) != nil
    }

    /// Adds a call and gives it a tag; nil for a method that the handler does not have.
    mutating func open(
        _ streamID: UInt32, method: Int?, bytes: Int, at now: Moment, deadline: Moment,
        within budget: inout CallBudget
    ) -> CallTag {
        lastSerial &+= 1
        active.insert(
            CallInFlight(
                streamID: streamID, serial: lastSerial, method: method, bytes: bytes,
                startedAt: now, deadline: deadline))
        self.bytes += bytes
        if isQuery(method) { queries += 1 }
        budget.took(method, bytes: bytes, at: now)
        return CallTag(connection: connection, serial: lastSerial, streamID: streamID)
    }

    /// Keeps what the caller of an active call calls it.
    mutating func note(_ trace: CallTrace, of serial: UInt32) { traces[serial] = trace }

    /// What the caller of an active call calls it; nil: nothing that was kept.
    func trace(of serial: UInt32) -> CallTrace? { traces[serial] }

    /// Frees the slot; gives the call unless it was abandoned.
    mutating func answer(
        streamID: UInt32, serial: UInt32, at now: Moment, within budget: inout CallBudget
    ) -> CallInFlight? {
        if let call = removeActive(streamID, serial: serial) {
            bytes -= call.bytes
            if isQuery(call.method) { queries -= 1 }
            budget.ended(call.method, bytes: call.bytes, isAnswer: true, at: now)
            return call
        }
        removeAbandoned(serial, isAnswer: true, at: now, &budget)
        return nil
    }

    /// Puts the call that was opened last, with its payload, into the batch, or has it wait with a copy.
    mutating func startOrWait(
        _ tag: CallTag, method: Int, _ payload: Span<UInt8>, deadline: Moment,
        in batch: inout CallBatch
    ) {
        if startsAtOnce(method) {
            batch.add(method: method, payload: payload, deadline: deadline, tag: tag, from: peer)
        } else {
            wait(
                WaitingCalls.Call(tag: tag, deadline: deadline, method: method, payload: payload))
        }
    }

    /// Puts the call that was opened last, of a method that the handler does not have, into the batch, or
    /// has it wait.
    mutating func startOrWait(
        _ tag: CallTag, unknownMethod name: MethodName, deadline: Moment, in batch: inout CallBatch
    ) {
        let call = WaitingCalls.Call(tag: tag, deadline: deadline, work: .unknownMethod(name))
        if startsAtOnce(nil) { call.add(to: &batch, from: peer) } else { wait(call) }
    }

    private func startsAtOnce(_ method: Int?) -> Bool {
        guard inWork <= inWorkMax else { return false }
        guard isQuery(method) else { return waiting.count == 0 }
        return waitingQueries.count == 0 && queries <= queriesInWorkMax
    }

    private mutating func wait(_ call: WaitingCalls.Call) {
        if isQuery(call.method) { waitingQueries.append(call) } else { waiting.append(call) }
    }

    var hasWaiting: Bool { waiting.count > 0 || waitingQueries.count > 0 }

    /// Puts calls that waited into the batch, as far as there are places in work: queries first, which have
    /// few.
    mutating func startWaiting(calls batch: inout CallBatch) {
        while inWork < inWorkMax, queries - waitingQueries.count < queriesInWorkMax,
            let call = waitingQueries.removeFirst()
        {
            call.add(to: &batch, from: peer)
        }
        while inWork < inWorkMax, let call = waiting.removeFirst() {
            call.add(to: &batch, from: peer)
        }
    }

    private var inWork: Int { count - waiting.count - waitingQueries.count }

    private func isQuery(_ method: Int?) -> Bool {
        guard let method else { return false }
        return queryMethods.contains(method)
    }

    /// Abandons and gives the calls whose time is up; those that waited never begin.
    mutating func expire(
        at now: Moment, within budget: inout CallBudget
    ) -> [CallInFlight] {
        let expired = active.calls.filter { $0.deadline <= now }
        for call in expired { abandon(call) }
        for tag in waiting.removeExpired(at: now) + waitingQueries.removeExpired(at: now) {
            removeAbandoned(tag.serial, isAnswer: false, at: now, &budget)
        }
        return expired
    }

    mutating func abandonAll(at now: Moment, within budget: inout CallBudget) {
        for call in active.calls { abandon(call) }
        for tag in waiting.removeAll() + waitingQueries.removeAll() {
            removeAbandoned(tag.serial, isAnswer: false, at: now, &budget)
        }
    }

    /// The first deadline of an active call.
    var nextDeadline: Moment? {
        active.calls.lazy.map(\.deadline).min()
    }

    /// Frees the slot of a call that was abandoned and that no handler has any more.
    private mutating func removeAbandoned(
        _ serial: UInt32, isAnswer: Bool, at now: Moment, _ budget: inout CallBudget
    ) {
        guard let call = abandoned.removeValue(forKey: serial) else { return }
        bytes -= call.bytes
        if isQuery(call.method) { queries -= 1 }
        budget.ended(call.method, bytes: call.bytes, isAnswer: isAnswer, at: now)
    }

    private mutating func abandon(_ call: CallInFlight) {
        if removeActive(call.streamID, serial: call.serial) != nil {
            abandoned[call.serial] = (call.method, call.bytes)
        }
    }

    private mutating func removeActive(_ streamID: UInt32, serial: UInt32) -> CallInFlight? {
        if !traces.isEmpty { traces[serial] = nil }
        return active.remove(streamID, serial: serial)
    }
}

/// A call that the peer waits for.
struct CallInFlight {
    let streamID: UInt32
    let serial: UInt32
    /// The method's number; nil if the handler does not have it.
    let method: Int?
    let bytes: Int
    let startedAt: Moment
    let deadline: Moment
}
