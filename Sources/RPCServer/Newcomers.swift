import EventLoop

/// The connections of a loop by peer, in the order in which they came; those that are no longer wanted leave
/// now and then.
struct Newcomers {
    private struct Line {
        var tokens: [SlotToken] = []
        /// Those before it have left.
        var head = 0
    }

    private var lines: [Peer: Line] = [:]
    private var count = 0

    /// Adds one; where there are many more than open connections, those leave that are not wanted.
    mutating func append(
        _ token: SlotToken, of peer: Peer, openCount: Int, isWanted: (SlotToken) -> Bool
    ) {
        lines[peer, default: Line()].tokens.append(token)
        count += 1
        guard count > 2 * openCount + 64 else { return }
        lines = lines.compactMapValues { line in
            let wanted = line.tokens[line.head...].filter(isWanted)
            return wanted.isEmpty ? nil : Line(tokens: wanted)
        }
        count = lines.values.reduce(0) { $0 + $1.tokens.count }
    }

    /// What the peer's first one gives that gives anything; those before it leave.
    mutating func first<Found>(of peer: Peer, where find: (SlotToken) -> Found?) -> Found? {
        while let line = lines[peer], line.head < line.tokens.count {
            if let found = find(line.tokens[line.head]) { return found }
            lines[peer]?.head += 1
        }
        return nil
    }
}
