/// Calls by their stream ids: one row of slots, found by the id without hashing.
///
/// Clients count their ids up by two, so the calls in flight lie side by side; any others are found by
/// walking on from their place. It is at most half full, and its invariant is that of open addressing:
/// between a call and its place no slot is free.
struct StreamTable {
    private var slots: [CallInFlight?] = []
    private(set) var count = 0
    /// Calls that are not in their place; commonly none.
    private var displacedCount = 0

    /// Slots of a table that holds one call.
    private static let slotsMin = 8
    /// A table without calls keeps at most this many slots.
    private static let idleSlotsMax = 32

    /// The calls, in no order.
    var calls: [CallInFlight] { slots.compactMap(\.self) }

    func call(on streamID: UInt32) -> CallInFlight? {
        index(of: streamID).flatMap { slots[$0] }
    }

    /// Adds a call whose id has none.
    mutating func insert(_ call: CallInFlight) {
        if (count + 1) * 2 > slots.count { grow() }
        var index = place(of: call.streamID)
        while let other = slots[index] {
            precondition(other.streamID != call.streamID, "an active id is refused before")
            index = next(index)
        }
        slots[index] = call
        count += 1
        if index != place(of: call.streamID) { displacedCount += 1 }
    }

    /// Takes the call out if it is on that id and has the serial.
    mutating func remove(_ streamID: UInt32, serial: UInt32) -> CallInFlight? {
        guard let index = index(of: streamID), let call = slots[index], call.serial == serial
        else { return nil }
        count -= 1
        if count == 0, slots.count > Self.idleSlotsMax {
            slots = []
            displacedCount = 0
        } else {
            free(index)
        }
        return call
    }

    private func place(of streamID: UInt32) -> Int {
        Int(streamID >> 1) & (slots.count - 1)
    }

    private func next(_ index: Int) -> Int {
        (index + 1) & (slots.count - 1)
    }

    private func index(of streamID: UInt32) -> Int? {
        guard count > 0 else { return nil }
        var index = place(of: streamID)
        while let call = slots[index] {
            if call.streamID == streamID { return index }
            index = next(index)
        }
        return nil
    }

    /// Empties a slot, and moves each call behind it that could not be found any more.
    private mutating func free(_ index: Int) {
        let place = slots[index].map { self.place(of: $0.streamID) }
        if place != index { displacedCount -= 1 }
        slots[index] = nil
        if displacedCount > 0 { closeUp(behind: index) }
    }

    private mutating func closeUp(behind index: Int) {
        var hole = index
        var index = next(hole)
        while let call = slots[index] {
            // How far the call and the hole are behind the call's place.
            let mask = slots.count - 1
            let distance = (index - place(of: call.streamID)) & mask
            let toHole = (index - hole) & mask
            if distance >= toHole {
                slots[hole] = call
                slots[index] = nil
                if hole == place(of: call.streamID) { displacedCount -= 1 }
                hole = index
            }
            index = next(index)
        }
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: nil, count: max(Self.slotsMin, old.count * 2))
        (count, displacedCount) = (0, 0)
        for index in old.indices {
            if let call = old[index] { insert(call) }
        }
    }
}
