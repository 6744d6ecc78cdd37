/// The time of day in which nobody writes to a merchant's customers, by the clock on their wall.
package struct QuietHours: Hashable, Sendable {
    /// The first quiet minute, counted from midnight: 0 to 1,439.
    package var startMinute: Int
    /// The first minute after it; before the start, the quiet time spans midnight; never the start.
    package var endMinute: Int
    /// Whether news of finished attempts to pay waits too.
    package var includesPostPayment: Bool

    package init(startMinute: Int, endMinute: Int, includesPostPayment: Bool) {
        self.startMinute = startMinute
        self.endMinute = endMinute
        self.includesPostPayment = includesPostPayment
    }

    /// When the quiet time ends in which the moment lies; nil: the moment is not quiet.
    ///
    /// The end is a time on the wall, whatever the clocks were set to in between.
    func end(of moment: Timestamp, in zone: WallZone) -> Timestamp? {
        let offset = zone.offset(at: moment)
        let (day, second) = (moment.seconds + offset).flooredDivision(by: Self.secondsOfDay)
        let minute = Int(second) / 60
        guard isQuiet(minute) else { return nil }
        let endDay = minute < endMinute ? day : day + 1
        let end = zone.moment(
            onTheWall: endDay * Self.secondsOfDay + Int64(endMinute) * 60, near: offset)
        // Where the clocks leave the end out, the next quiet time may have begun after the gap.
        return self.end(of: end, in: zone) ?? end
    }

    /// When one of many notifications leaves after the quiet time: the spread, 0 to 1, puts it within
    /// ten minutes of the end, but never more than half way to its expiry, nor after that.
    static func due(after end: Timestamp, spread: Double, expiresAt: Timestamp) -> Timestamp {
        let room = min(
            spreadMax.wholeMilliseconds, max(0, expiresAt.since(end).wholeMilliseconds) / 2)
        return min(end + .milliseconds(Int64(Double(room) * spread)), expiresAt)
    }

    private func isQuiet(_ minute: Int) -> Bool {
        startMinute < endMinute
            ? minute >= startMinute && minute < endMinute
            : minute >= startMinute || minute < endMinute
    }

    private static let secondsOfDay: Int64 = 86_400
    private static let spreadMax = Duration.seconds(600)
}

/// A time zone and the rules that know it.
struct WallZone: Sendable {
    /// Its IANA name.
    let name: String
    let rules: any ZoneRules

    /// Seconds east of UTC at the moment.
    func offset(at moment: Timestamp) -> Int64 {
        Int64(rules.offsetSeconds(zone: name, at: moment))
    }

    /// The moment at which the clock on the wall shows so many seconds since 1970; the offset is that
    /// of a moment some hours before.
    ///
    /// A time that the clocks leave out becomes as much later as they leave out; of one that they show
    /// twice it is the first that is still at the given offset.
    func moment(onTheWall seconds: Int64, near offset: Int64) -> Timestamp {
        let first = Timestamp(milliseconds: (seconds - offset) * 1_000)
        let changed = self.offset(at: first)
        let second = Timestamp(milliseconds: (seconds - changed) * 1_000)
        return self.offset(at: second) == changed ? second : max(first, second)
    }
}

extension Timestamp {
    /// Whole seconds since the Unix epoch, rounded down.
    fileprivate var seconds: Int64 { milliseconds.flooredDivision(by: 1_000).quotient }
}

extension Int64 {
    fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

extension Notification {
    /// The notification while it waits for the end of the quiet time: each for a moment of its own.
    func waiting(forQuietEnd end: Timestamp, at now: Timestamp) -> Notification {
        let due = QuietHours.due(after: end, spread: id.spread, expiresAt: expiresAt)
        var waiting = pending(dueAt: due, at: now)
        waiting.statusReason = Reason.quietHours.rawValue
        return waiting
    }
}

extension NotificationID {
    /// A number from 0 to 1 that is the notification's own: the same each time.
    var spread: Double {
        // FNV-1a: its upper bits differ well even between identifiers made at one moment.
        let hash = rawValue.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return Double(hash >> 11) / Double(1 << 53 as UInt64)
    }
}
