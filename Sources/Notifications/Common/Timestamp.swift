/// A moment, in milliseconds since the Unix epoch.
package struct Timestamp: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The moment so much later; stays at the last or first moment there is instead of overflowing.
    package static func + (moment: Timestamp, duration: Duration) -> Timestamp {
        let (sum, overflow) = moment.milliseconds
            .addingReportingOverflow(duration.wholeMilliseconds)
        guard overflow else { return Timestamp(milliseconds: sum) }
        return Timestamp(milliseconds: duration < .zero ? .min : .max)
    }

    package static func - (moment: Timestamp, duration: Duration) -> Timestamp {
        moment + (.zero - duration)
    }

    /// The time from the other moment to this one; however far apart they are.
    package func since(_ other: Timestamp) -> Duration {
        .milliseconds(milliseconds) - .milliseconds(other.milliseconds)
    }
}

extension Duration {
    /// The whole milliseconds in it; the most or least there are instead of overflowing.
    package var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000)
        let (sum, overflow) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
        guard isTooLong || overflow else { return sum }
        return seconds < 0 ? .min : .max
    }
}

/// Tells the time of day.
package protocol WallClock: Sendable {
    /// The moment of the call.
    func now() -> Timestamp
}

/// Knows how far a time zone is from UTC.
package protocol ZoneRules: Sendable {
    /// Whether the IANA zone is known.
    func knows(zone: String) -> Bool
    /// Seconds east of UTC in the zone at the moment; 0 for an unknown zone.
    func offsetSeconds(zone: String, at moment: Timestamp) -> Int
}
