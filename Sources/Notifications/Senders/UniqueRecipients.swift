/// How many people a portfolio with a limit wrote to in the last day.
///
/// The store keeps the list of these people, each with the moment of the last message to them; this is
/// its summary, and decides what the list is asked and told. Before a message leaves, those who have
/// left the window are removed (``leavers(at:)``), then the person is let in (``admits(_:in:at:)``) and
/// counted, or the message waits until somebody's time ends (``promise(_:in:at:)``).
package struct UniqueRecipients: Hashable, Sendable {
    package let limit: Int
    /// People in the list, those among them who have left the window too.
    package private(set) var total: Int
    /// No one was last written to before; nil: the list is empty.
    package private(set) var first: Timestamp?
    /// For each allowance the last message whose end was promised to a notification that waits: those
    /// that wait together are let go one after the other, not all at the first end.
    private var promised: [Int: Timestamp] = [:]

    /// People removed at a time: enough to make room, few enough not to hold the next command up.
    package static let removedAtOnce = 200

    package init(limit: Int, total: Int, first: Timestamp?) {
        self.limit = limit
        self.total = total
        self.first = first
    }

    /// Whether more people would change nothing: room is made when the last of these leave.
    package var isFull: Bool { total >= limit }

    /// Whether the lane may reach somebody more.
    package func hasRoom(in lane: Lane) -> Bool {
        total < DailyBudget.allowance(of: limit, for: lane)
    }

    /// People who were last written to at the moment or before have left the window and may be removed;
    /// nil: nobody has left it.
    package func leavers(at now: Timestamp) -> Timestamp? {
        let end = now - DailyBudget.window
        guard let first, first <= end else { return nil }
        return end
    }

    /// So many people were removed; of the others nobody was last written to before `first`.
    package mutating func removed(_ people: Int, first: Timestamp?) {
        total -= people
        self.first = first
    }

    /// Whether a message may leave in the lane to a person whose last one was at the moment; nil: to
    /// somebody who is not in the list.
    package func admits(_ lastMessage: Timestamp?, in lane: Lane, at now: Timestamp) -> Bool {
        let isCounted = lastMessage.map { $0 > now - DailyBudget.window } ?? false
        return isCounted || hasRoom(in: lane)
    }

    /// A message leaves to a person whose last one was at the moment; nil: to somebody who is not in the
    /// list.
    package mutating func count(_ lastMessage: Timestamp?, at now: Timestamp) {
        if lastMessage == nil { total += 1 }
        first = min(first ?? now, now)
    }
}

// MARK: - Who waits for room

extension UniqueRecipients {
    /// The last message whose end was promised in the lane, while that is to come: the next one after it
    /// ends for somebody else.
    package func lastPromise(in lane: Lane, at now: Timestamp) -> Timestamp? {
        guard let promised = promised[DailyBudget.allowance(of: limit, for: lane)],
            promised > now - DailyBudget.window
        else { return nil }
        return promised
    }

    /// The place in the list, in the order of time and counted from 0, of the person whose end makes
    /// room for one more in the lane.
    package func placeOfRoom(in lane: Lane) -> Int {
        total - DailyBudget.allowance(of: limit, for: lane)
    }

    /// Promises the end of the message at the moment to one that waits in the lane; gives when that is.
    ///
    /// nil: the list has no such message, and a whole window is waited.
    package mutating func promise(
        _ message: Timestamp?, in lane: Lane, at now: Timestamp
    ) -> Timestamp {
        promised[DailyBudget.allowance(of: limit, for: lane)] = message
        return (message ?? now) + DailyBudget.window
    }
}
