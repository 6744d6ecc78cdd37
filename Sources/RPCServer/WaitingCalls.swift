import DequeModule
import RPC
import Time

/// A connection's calls that wait for a place in work, in the order in which they came.
struct WaitingCalls {
    /// A call with all that its handler needs.
    struct Call {
        let tag: CallTag
        let deadline: Moment
        let work: Work
    }

    enum Work {
        case known(method: Int, payload: [UInt8])
        case unknownMethod(MethodName)
    }

    private var calls: Deque<Call> = []

    var count: Int { calls.count }

    mutating func append(_ call: Call) { calls.append(call) }

    mutating func removeFirst() -> Call? { calls.popFirst() }

    /// Takes those out whose time is up.
    mutating func removeExpired(at now: Moment) -> [CallTag] {
        let expired = calls.filter { $0.deadline <= now }.map(\.tag)
        if !expired.isEmpty { calls.removeAll { $0.deadline <= now } }
        return expired
    }

    /// Takes all out.
    mutating func removeAll() -> [CallTag] {
        defer { calls = [] }
        return calls.map(\.tag)
    }
}

extension WaitingCalls.Call {
    /// A call with a copy of its payload.
    init(tag: CallTag, deadline: Moment, method: Int, payload: Span<UInt8>) {
        var copy: [UInt8] = []
        copy.append(addingCapacity: payload.count) { output in
            for index in payload.indices { output.append(payload[index]) }
        }
        self.init(tag: tag, deadline: deadline, work: .known(method: method, payload: copy))
    }

    /// The method's number; nil if the handler does not have it.
    var method: Int? {
        if case .known(let method, _) = work { method } else { nil }
    }

    /// Puts it behind the calls of the batch.
    func add(to batch: inout CallBatch, from peer: Peer) {
        switch work {
        case .known(let method, let payload):
            batch.add(
                method: method, payload: payload.span, deadline: deadline, tag: tag, from: peer)
        case .unknownMethod(let name):
            batch.add(unknownMethod: name, deadline: deadline, tag: tag, from: peer)
        }
    }
}
