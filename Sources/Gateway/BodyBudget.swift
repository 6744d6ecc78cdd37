import Synchronization

/// The bytes of all webhooks' bodies that are in memory, against a limit.
final class BodyBudget: Sendable {
    private let max: Int
    private let taken = Atomic(0)

    init(max: Int) { self.max = max }

    /// Takes that many bytes, unless they would go beyond the limit.
    func take(_ bytes: Int) -> Bool {
        let (_, now) = taken.wrappingAdd(bytes, ordering: .relaxed)
        if now <= max { return true }
        giveBack(bytes)
        return false
    }

    func giveBack(_ bytes: Int) { taken.wrappingSubtract(bytes, ordering: .relaxed) }
}
