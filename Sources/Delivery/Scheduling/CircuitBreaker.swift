/// Counts how the sends of a number end, and says when to stop: sending into a void makes messages of
/// which nobody knows whether they arrived.
struct CircuitBreaker: Sendable {
    /// How a send ended, as far as the way to Meta is concerned.
    enum Outcome: Hashable, Sendable {
        /// Meta answered, whatever it said.
        case answered
        /// No usable answer, or one that says to come again.
        case failed
        /// No connection.
        case notSent
    }

    /// The sends that count are not older.
    static let window = Duration.seconds(60)
    /// Fewer sends say nothing.
    static let samplesMin = 20
    /// The share of failures at which it opens.
    static let failedShare = 0.5
    /// Failures to connect in a row at which it opens.
    static let notSentMax = 5

    private static let slotCount = 12

    private struct Slot {
        var number = Int64.min
        var samples = 0
        var failures = 0
    }

    private var slots = Array(repeating: Slot(), count: Self.slotCount)
    private var notSentInARow = 0

    /// Whether to stop after this outcome.
    mutating func record(_ outcome: Outcome, at uptime: Duration) -> Bool {
        let number = Int64(uptime / (Self.window / Self.slotCount))
        let index = Int(number % Int64(Self.slotCount))
        if slots[index].number != number { slots[index] = Slot(number: number) }
        slots[index].samples += 1
        if outcome != .answered { slots[index].failures += 1 }
        notSentInARow = outcome == .notSent ? notSentInARow + 1 : 0
        return notSentInARow >= Self.notSentMax || isFailing(at: number)
    }

    private func isFailing(at number: Int64) -> Bool {
        let counted = slots.filter { $0.number > number - Int64(Self.slotCount) }
        let samples = counted.reduce(0) { $0 + $1.samples }
        let failures = counted.reduce(0) { $0 + $1.failures }
        return samples >= Self.samplesMin
            && Double(failures) >= Self.failedShare * Double(samples)
    }
}
