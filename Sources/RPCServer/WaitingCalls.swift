import RPC

/// A connection's calls that wait for a place in work, in the order in which they came.
struct WaitingCalls {
    /// A call with all that its handler needs.
    struct Call {
        let tag: CallTag
        let deadline: Moment
        let work: Work
    }

    enum Work {
        case known(method: Int, payload: [UInt8], metadata: [MetadataEntry])
        case stranger(MethodName)
    }

    private var calls: [Call] = []
    /// Those before it have left.
    private var head = 0

    var count: Int { calls.count - head }

    mutating func append(_ call: Call) { calls.append(call) }

    mutating func removeFirst() -> Call? {
        guard head < calls.count else { return nil }
        let call = calls[head]
        head += 1
        if head * 2 >= calls.count {
            calls.removeFirst(head)
            head = 0
        }
        return call
    }

    /// Takes those out whose time is up.
    mutating func removeExpired(at now: Moment) -> [CallTag] {
        guard count > 0 else { return [] }
        let expired = calls[head...].filter { $0.deadline <= now }.map(\.tag)
        if !expired.isEmpty {
            calls = calls[head...].filter { $0.deadline > now }
            head = 0
        }
        return expired
    }

    /// Takes all out.
    mutating func removeAll() -> [CallTag] {
        defer { self = WaitingCalls() }
        return calls[head...].map(\.tag)
    }
}

extension WaitingCalls.Call {
    /// A call without metadata, with a copy of its payload.
    init(tag: CallTag, deadline: Moment, method: Int, payload: Span<UInt8>) {
        var copy: [UInt8] = []
        copy.append(addingCapacity: payload.count) { output in
            for index in payload.indices { output.append(payload[index]) }
        }
        self.init(
            tag: tag, deadline: deadline,
            work: .known(method: method, payload: copy, metadata: []))
    }

    /// Puts it behind the calls of the batch.
    func add(to batch: inout CallBatch) {
        switch work {
        case .known(let method, let payload, let metadata):
            batch.add(
                method: method, payload: payload.span, metadata: metadata, deadline: deadline,
                tag: tag)
        case .stranger(let name): batch.add(stranger: name, deadline: deadline, tag: tag)
        }
    }
}
