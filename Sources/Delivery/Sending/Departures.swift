import Synchronization

/// Counts the armed messages that leave, and wakes who wants to know.
///
/// A message that is armed and has not left is one that a crash makes uncertain for nothing, so few are
/// armed ahead of the wire.
final class Departures: Sendable {
    private let count = Atomic(0)
    private let worthTaking: Int
    private let wake: @Sendable () -> Void

    /// Calls `wake` when so many have gathered.
    init(worthTaking: Int, wake: @escaping @Sendable () -> Void) {
        self.worthTaking = worthTaking
        self.wake = wake
    }

    fileprivate func add() {
        if count.add(1, ordering: .relaxed).newValue == worthTaking { wake() }
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
