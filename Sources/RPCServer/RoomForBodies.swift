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

/// What the unfinished frame of one connection holds of the room.
struct FrameRoom {
    private let room: RoomForBodies
    private var taken = 0

    init(in room: RoomForBodies) { self.room = room }

    /// Holds so many bytes in all; false, and as many as before, where there is no room for more.
    mutating func hold(_ bytes: Int) -> Bool {
        guard bytes > taken else { return true }
        guard room.take(bytes - taken) else { return false }
        taken = bytes
        return true
    }

    mutating func giveBack() {
        if taken == 0 { return }
        room.giveBack(taken)
        taken = 0
    }
}
