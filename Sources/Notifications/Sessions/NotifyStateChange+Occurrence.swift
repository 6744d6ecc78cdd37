extension NotifyStateChange {
    /// How far ahead of our clock a caller's may be.
    package static let clockSkewMax = Duration.seconds(5 * 60)

    /// The start of 2015: no payment that is told of now is older, and seconds or microseconds given for
    /// milliseconds are far off.
    package static let occurredAtMin = Timestamp(milliseconds: 1_420_070_400_000)
}

extension Timestamp {
    /// The rule that the moment breaks as one at which something occurred; nil: none.
    func problem(for now: Timestamp) -> BrokenRule? {
        if self < NotifyStateChange.occurredAtMin {
            let moment = CivilTime(self, offsetSeconds: 0).text
            return BrokenRule(
                "must not be before 2015, and is \(moment) UTC: give milliseconds since 1970, not "
                    + "seconds; nothing was stored")
        }
        guard self > now + NotifyStateChange.clockSkewMax else { return nil }
        return BrokenRule(
            "must be at most 5 min ahead of this server's clock, and is \(since(now).distance) "
                + "ahead: set the caller's clock, or leave the time out; nothing was stored")
    }
}

extension Duration {
    /// In its two largest units, such as `6 min 12 s` or `3 d 4 h`.
    fileprivate var distance: String {
        let seconds = wholeMilliseconds / 1_000
        let units = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")] as [(Int64, String)]
        var rest = seconds
        var parts: [String] = []
        for (length, name) in units where parts.count < 2 {
            if rest >= length || !parts.isEmpty { parts.append("\(rest / length) \(name)") }
            rest %= length
        }
        return parts.joined(separator: " ")
    }
}
