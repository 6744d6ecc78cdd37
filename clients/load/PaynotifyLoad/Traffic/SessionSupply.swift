import Synchronization

/// Hands out the numbers of sessions to all loops, each number once.
final class SessionSupply: Sendable {
    private let next: Atomic<Int>
    private let end: Atomic<Int>

    init(_ numbers: Range<Int>) {
        next = Atomic(numbers.lowerBound)
        end = Atomic(numbers.upperBound)
    }

    /// The next number; nil: there is none left.
    func take() -> Int? {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        return number < end.load(ordering: .relaxed) ? number : nil
    }

    /// How many numbers are left.
    var left: Int { max(0, end.load(ordering: .relaxed) - next.load(ordering: .relaxed)) }
}
