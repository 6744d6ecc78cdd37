/// Date and time of day as a calendar on the wall shows them, in the proleptic Gregorian calendar.
struct CivilTime: Hashable, Sendable {
    var year: Int64
    var month: Int64
    var day: Int64
    var hour: Int64
    var minute: Int64

    /// The moment as seen so many seconds east of UTC.
    init(_ moment: Timestamp, offsetSeconds: Int) {
        let seconds = Self.floored(moment.milliseconds, by: 1_000).quotient + Int64(offsetSeconds)
        let (days, rest) = Self.floored(seconds, by: 86_400)
        (year, month, day) = Self.date(daysSinceEpoch: days)
        hour = rest / 3_600
        minute = rest % 3_600 / 60
    }

    /// Such as `2026-11-22 18:30`.
    var text: String {
        "\(year)-\(Self.padded(month))-\(Self.padded(day)) "
            + "\(Self.padded(hour)):\(Self.padded(minute))"
    }

    /// Counts in years that begin in March, so that the leap day is a year's last.
    private static func date(daysSinceEpoch: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = floored(daysSinceEpoch + 719_468, by: 146_097)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
    }

    private static func floored(
        _ value: Int64, by divisor: Int64
    ) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    private static func padded(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
