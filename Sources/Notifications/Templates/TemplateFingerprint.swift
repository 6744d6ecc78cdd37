/// What tells a template that Meta approved from any other: its parts in their order, each with a
/// digest of all that it says.
package struct TemplateFingerprint: Hashable, Sendable {
    /// The parts as `name:digest`, separated by blanks; neither has a blank or a colon in it.
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    /// How this one differs from the approved one, by the names of its parts; nil: it does not.
    package func difference(from approved: TemplateFingerprint) -> String? {
        guard self != approved else { return nil }
        let before = approved.parts
        let after = parts
        let changes = [
            ("changed", after.keys.filter { before[$0] != nil && before[$0] != after[$0] }),
            ("added", after.keys.filter { before[$0] == nil }),
            ("removed", before.keys.filter { after[$0] == nil }),
        ]
        return changes.filter { !$0.1.isEmpty }
            .map { "\($0.0) \($0.1.sorted().joined(separator: ", "))" }.joined(separator: "; ")
    }

    private var parts: [String: String] {
        var parts: [String: String] = [:]
        for part in rawValue.split(separator: " ") {
            let halves = part.split(separator: ":", maxSplits: 1).map(String.init)
            parts[halves[0]] = halves.last
        }
        return parts
    }
}

extension TemplateVerdict {
    /// The verdict on a binding that Meta may have approved before: what is not as it was approved
    /// then has drifted, however Meta calls it.
    func weighed(
        against binding: TemplateBinding, _ found: TemplateFingerprint?
    ) -> TemplateVerdict {
        guard let approved = binding.fingerprint else { return self }
        if status == .mismatch { return TemplateVerdict(status: .drifted, problem: problem) }
        guard let difference = found?.difference(from: approved) else { return self }
        return TemplateVerdict(
            status: .drifted, problem: "components: not as approved: \(difference)")
    }
}

extension TemplateBinding {
    /// The binding after a look at Meta's definition.
    package func looked(_ report: VerificationReport, at now: Timestamp) -> TemplateBinding {
        let verdict = report.verdict.weighed(against: self, report.fingerprint)
        var next = judged(verdict, version: version, at: now)
        next.checkedAt = now
        if verdict.status == .approved {
            next.fingerprint = report.fingerprint ?? fingerprint
            next.buttonPlaces = verdict.buttonPlaces
        }
        return next
    }
}
