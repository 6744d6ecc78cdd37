/// Names one use of one slot of a ``SlotTable``; it never means the next user of the same slot.
package struct SlotToken: RawRepresentable, Hashable, Sendable {
    /// The generation in the upper half, the slot in the lower.
    package let rawValue: UInt64

    package init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    init(slot: UInt32, generation: UInt32) {
        rawValue = UInt64(generation) << 32 | UInt64(slot)
    }

    package var slot: Int { Int(truncatingIfNeeded: rawValue & 0xFFFF_FFFF) }
    package var generation: UInt32 { UInt32(truncatingIfNeeded: rawValue >> 32) }
}

/// Values in numbered slots that are used again, each use with a generation of its own.
package struct SlotTable<Element> {
    private struct Slot {
        /// Odd while the slot is in use.
        var generation: UInt32 = 0
        var element: Element?
    }

    private var slots: [Slot] = []
    private var free: [Int] = []

    package init() {}

    /// How many slots are in use.
    package var count: Int { slots.count - free.count }

    /// Starts a use of a free slot; it holds nothing until a value is set.
    package mutating func reserve() -> SlotToken {
        if free.isEmpty {
            free.append(slots.count)
            slots.append(Slot())
        }
        let slot = free.removeLast()
        slots[slot].generation &+= 1
        return SlotToken(slot: UInt32(slot), generation: slots[slot].generation)
    }

    /// The value of that use; nil when there is none, and setting does nothing when it has ended.
    package subscript(token: SlotToken) -> Element? {
        get { isInUse(token) ? slots[token.slot].element : nil }
        set { if isInUse(token) { slots[token.slot].element = newValue } }
    }

    /// Ends that use; a token that has already ended changes nothing.
    package mutating func remove(_ token: SlotToken) {
        guard isInUse(token) else { return }
        slots[token.slot].element = nil
        slots[token.slot].generation &+= 1
        free.append(token.slot)
    }

    /// The values in use, in the order of their slots.
    package var elements: [Element] { slots.compactMap { $0.element } }

    private func isInUse(_ token: SlotToken) -> Bool {
        token.slot < slots.count && token.generation % 2 == 1
            && slots[token.slot].generation == token.generation
    }
}
