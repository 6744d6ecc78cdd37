import Synchronization

/// The bytes of unfinished frames that all connections of a server hold, against the limit.
final class RoomForBodies: Sendable {
    private let taken = Atomic(0)
    private let max: Int

    init(max: Int) {
        self.max = max
    }

    /// Takes that many bytes, unless they would go beyond the limit.
    func take(_ bytes: Int) -> Bool {
        let (_, now) = taken.wrappingAdd(bytes, ordering: .relaxed)
        guard now > max else { return true }
        giveBack(bytes)
        return false
    }

    func giveBack(_ bytes: Int) {
        taken.wrappingSubtract(bytes, ordering: .relaxed)
    }
}
