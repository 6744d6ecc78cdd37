import CLinux
import Synchronization

/// Wakes a loop that waits on its set without having left its queue.
///
/// A loop that listens is woken through a descriptor in the set, by one write. Work that is put on its
/// queue from outside is a visit: the loop hears of it even if it came while nobody listened, and
/// leaves the queue to it.
package final class Bell: Sendable {
    private enum State: UInt8, AtomicRepresentable {
        /// The loop works, or sleeps off its queue; goes to `listening` or `visited`.
        case away
        /// The loop is about to wait, or waits; goes to `away` or `visited`.
        case listening
        /// Somebody else needs the queue; goes to `away` when the loop is told.
        case visited
    }

    private let state = Atomic(State.away)
    /// Readable for ever from the first ring on, so it is watched for changes.
    let descriptor: Int32

    package init() throws(SocketError) {
        descriptor = try SocketError.check(linux_bell_create(), "make", "a bell")
    }

    deinit {
        _ = linux_close(descriptor)
    }

    /// Says that the loop is going to wait on its set; false if it has to leave its queue first.
    package func listen() -> Bool {
        let (wasAway, found) = state.compareExchange(
            expected: .away, desired: .listening, ordering: .acquiringAndReleasing)
        if wasAway || found == .listening { return true }
        state.store(.away, ordering: .releasing)
        return false
    }

    /// Says that the loop has waited.
    package func stopListening() {
        _ = state.compareExchange(
            expected: .listening, desired: .away, ordering: .acquiringAndReleasing)
    }

    /// Wakes the loop if it listens; false if it does not.
    package func ring() -> Bool {
        guard state.load(ordering: .acquiring) == .listening else { return false }
        _ = linux_bell_ring(descriptor)
        return true
    }

    /// Makes the loop leave its queue; called after something was put on it.
    package func visit() {
        let before = state.exchange(.visited, ordering: .acquiringAndReleasing)
        if before == .listening { _ = linux_bell_ring(descriptor) }
    }
}
