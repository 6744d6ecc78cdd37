import DequeModule
import EventLoop

/// The connections of a loop by peer, in the order in which they came; those that are no longer wanted leave
/// now and then.
struct Newcomers {
    private var lines: [PeerGroup: Deque<SlotToken>] = [:]
    private var count = 0

    /// Adds one; where there are many more than open connections, those leave that are not wanted.
    mutating func append(
        _ token: SlotToken, of group: PeerGroup, openCount: Int, isWanted: (SlotToken) -> Bool
    ) {
        lines[group, default: []].append(token)
        count += 1
        guard count > 2 * openCount + 64 else { return }
        lines = lines.compactMapValues { line in
            let wanted = line.filter(isWanted)
            return wanted.isEmpty ? nil : wanted
        }
        count = lines.values.reduce(0) { $0 + $1.count }
    }

    /// What the peer's first one gives that gives anything; those before it leave.
    mutating func first<Found>(of group: PeerGroup, where find: (SlotToken) -> Found?) -> Found? {
        while let token = lines[group]?.first {
            if let found = find(token) { return found }
            lines[group]?.removeFirst()
            count -= 1
        }
        lines[group] = nil
        return nil
    }
}
