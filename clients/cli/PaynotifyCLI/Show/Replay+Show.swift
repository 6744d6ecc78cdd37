import Messages

extension Replay {
    /// What it is and how far it came.
    var text: String {
        var facts = Facts()
        facts.add("replay", replayID)
        facts.add("status", status.word)
        facts.add("of", filter.text)
        facts.add("by", actor)
        facts.add("progress", progress)
        facts.add("rate", "\(ratePerSecond) a second")
        facts.add("begun", createdAtMilliseconds.asMoment)
        facts.add("last step", updatedAtMilliseconds.asMoment)
        return facts.text()
    }

    fileprivate var progress: String { "\(resent) resent, \(skipped) skipped, of \(matched)" }
}

extension ReplayFilter {
    /// What it matches, on a line.
    fileprivate var text: String {
        var parts = [statuses.map(\.word).joined(separator: " or ")]
        if !reasons.isEmpty { parts.append(reasons.joined(separator: " or ")) }
        if !metaCodes.isEmpty {
            parts.append("code " + metaCodes.map(String.init).joined(separator: " or "))
        }
        if plugin != .unspecified { parts.append(plugin.word) }
        if !states.isEmpty { parts.append(states.map(\.word).joined(separator: " or ")) }
        if createdFromMilliseconds > 0 { parts.append("from \(createdFromMilliseconds.asMoment)") }
        if createdUntilMilliseconds > 0 {
            parts.append("until \(createdUntilMilliseconds.asMoment)")
        }
        return parts.joined(separator: ", ")
    }
}

extension Table {
    /// One replay a row.
    init(_ replays: [Replay]) {
        self.init(
            heading: ["BEGUN", "STATUS", "PROGRESS", "REPLAY", "BY", "OF"],
            rows: replays.map {
                [
                    $0.createdAtMilliseconds.asMoment, $0.status.word, $0.progress, $0.replayID,
                    $0.actor, $0.filter.text,
                ]
            },
            whenEmpty: "no replays")
    }
}
