/// The calls in flight on one connection, found by their stream ids without a dictionary.
///
/// Ids are odd and ascend, as those of a client library do; one is left out when the place in the
/// ring that it would take still waits for an answer.
struct CallRing {
    /// A call that has no answer.
    struct Call: Equatable {
        /// Never 0; 0 marks a free place.
        var streamID: UInt32
        /// The lane that it was made for.
        var lane: Int32
        /// When it was due, by ``MachineTime``.
        var due: Int64
    }

    private var calls: [Call]
    private let mask: UInt32
    private var nextID: UInt32 = 1
    /// Calls in flight.
    private(set) var count = 0

    init(inFlightMax: Int) {
        var places = 2
        while places < inFlightMax * 2 { places *= 2 }
        calls = [Call](repeating: Call(streamID: 0, lane: 0, due: 0), count: places)
        mask = UInt32(places - 1)
    }

    /// Enters a call and gives it an id.
    mutating func add(lane: Int, due: Int64) -> UInt32 {
        precondition(count < calls.count, "a ring has room for twice the calls in flight")
        while calls[place(of: nextID)].streamID != 0 { nextID &+= 2 }
        let id = nextID
        calls[place(of: id)] = Call(streamID: id, lane: Int32(lane), due: due)
        nextID &+= 2
        count += 1
        return id
    }

    /// Takes out the call that was answered; nil: no such call is in flight.
    mutating func take(_ streamID: UInt32) -> Call? {
        let call = calls[place(of: streamID)]
        guard call.streamID == streamID, streamID != 0 else { return nil }
        calls[place(of: streamID)].streamID = 0
        count -= 1
        return call
    }

    /// Takes out all, as when the connection was lost.
    mutating func takeAll() -> [Call] {
        let all = calls.filter { $0.streamID != 0 }
        for call in all { _ = take(call.streamID) }
        return all
    }

    private func place(of id: UInt32) -> Int { Int((id >> 1) & mask) }
}
