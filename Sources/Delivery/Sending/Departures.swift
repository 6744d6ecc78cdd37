import Synchronization

/// Counts the armed messages that leave, and wakes who wants to know.
///
/// A message that is armed and has not left is one that a crash makes uncertain for nothing, so few are
/// armed ahead of the wire.
final class Departures: Sendable {
    private let count = Atomic(0)
    private let wake: @Sendable () -> Void

    /// `wake` is called when there is something to take, once until it was taken.
    init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

    fileprivate func add() {
        let (before, _) = count.add(1, ordering: .relaxed)
        if before == 0 { wake() }
    }

    /// How many left since it was asked last.
    func take() -> Int { count.exchange(0, ordering: .relaxed) }
}

/// The departure of one message, which counts once.
final class Departure: Sendable {
    private let departures: Departures
    private let isTaken = Atomic(false)

    init(_ departures: Departures) { self.departures = departures }

    func take() {
        if !isTaken.exchange(true, ordering: .relaxed) { departures.add() }
    }
}
