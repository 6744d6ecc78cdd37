/// The different recipients of the last 24 hours.
///
/// Time is a parameter and never runs backwards.
struct RollingRecipients: Sendable, Hashable {
    static let length: Duration = .seconds(24 * 3_600)

    private struct Visit: Sendable, Hashable {
        let at: Duration
        let recipient: String
    }

    /// When each was last written to.
    private var last: [String: Duration] = [:]
    /// Every message that may still count, from `start` on, oldest first.
    private var visits: [Visit] = []
    private var start = 0
    private(set) var highest = 0

    func contains(_ recipient: String) -> Bool {
        last[recipient] != nil
    }

    mutating func add(_ recipient: String, now: Duration) {
        last[recipient] = now
        visits.append(Visit(at: now, recipient: recipient))
        highest = max(highest, count(now: now))
    }

    mutating func count(now: Duration) -> Int {
        while start < visits.count, now - visits[start].at >= Self.length {
            let visit = visits[start]
            if last[visit.recipient] == visit.at { last[visit.recipient] = nil }
            start += 1
        }
        if start > visits.count / 2 {
            visits.removeFirst(start)
            start = 0
        }
        return last.count
    }
}
