import Notifications

/// How often a sender number may write to one recipient: a small bucket for each, and a wait of its own
/// for one of whom Meta said that it was too often.
///
/// Meta allows bursts of 45 by lending from the future, which makes the next message late; so this
/// allows fewer. What was not sent after all is not given back: that is rare and costs seconds.
struct PairLimiter: Sendable {
    /// Messages in a row.
    static let capacity = 3
    /// Then one each.
    static let interval = Duration.seconds(6)
    /// The longest wait after a refusal; the first is 1 s, each in a row is four times as long.
    static let waitMax = Duration.seconds(256)
    /// How long refusals in a row are remembered after the wait.
    static let memory = Duration.seconds(300)

    private struct Entry {
        /// When the bucket is full again.
        var fullAt: Duration
        var waitsUntil = Duration.zero
        var refusals = 0

        /// When it says no more than no entry would.
        var endsAt: Duration {
            refusals == 0 ? fullAt : max(fullAt, waitsUntil + PairLimiter.memory)
        }
    }

    private let entriesMax: Int
    private var entries: [PhoneNumber: Entry] = [:]
    /// The size at which entries that ended are dropped.
    private var purgeAt = 1_024

    /// Makes one that remembers at most so many recipients.
    init(entriesMax: Int = 65_536) {
        precondition(entriesMax >= 4, "a quarter of the entries is at least one")
        self.entriesMax = entriesMax
    }

    /// How many recipients are remembered.
    var count: Int { entries.count }

    /// When the recipient may be written to; the uptime itself: at once.
    func opening(for recipient: PhoneNumber, at uptime: Duration) -> Duration {
        guard let entry = entries[recipient] else { return uptime }
        let token = entry.fullAt - Self.interval * (Self.capacity - 1)
        return max(uptime, token, entry.waitsUntil)
    }

    /// A message is chosen, after ``opening(for:at:)`` allowed it.
    mutating func take(_ recipient: PhoneNumber, at uptime: Duration) {
        var entry = entries[recipient] ?? Entry(fullAt: uptime)
        entry.fullAt = max(entry.fullAt, uptime) + Self.interval
        entries[recipient] = entry
        purge(at: uptime)
    }

    /// Meta refused a message because of too many to the recipient.
    mutating func refuse(_ recipient: PhoneNumber, at uptime: Duration) {
        var entry = entries[recipient] ?? Entry(fullAt: uptime)
        // Refusals of messages in flight tell of the same.
        guard entry.waitsUntil <= uptime else { return }
        let wait = min(Self.waitMax, .seconds(1 << (2 * min(entry.refusals, 4))))
        entry.refusals += 1
        entry.waitsUntil = uptime + wait
        // One message is tried after the wait.
        entry.fullAt = max(entry.fullAt, entry.waitsUntil + Self.interval * (Self.capacity - 1))
        entries[recipient] = entry
        purge(at: uptime)
    }

    /// Meta took a message to the recipient.
    mutating func accept(_ recipient: PhoneNumber) { entries[recipient]?.refusals = 0 }

    private mutating func purge(at uptime: Duration) {
        guard entries.count > min(purgeAt, entriesMax) else { return }
        entries = entries.filter { $0.value.endsAt > uptime }
        let countMax = entriesMax - entriesMax / 4
        if entries.count > countMax { dropOldest(entries.count - countMax) }
        purgeAt = max(1_024, 2 * entries.count)
    }

    /// Forgets those that end first; Meta refuses what was too much.
    private mutating func dropOldest(_ count: Int) {
        let oldest = entries.sorted { $0.value.endsAt < $1.value.endsAt }.prefix(count)
        for (recipient, _) in oldest { entries[recipient] = nil }
    }
}
