/// Whether a binding can be sent, after a look at Meta's definition.
package struct TemplateVerdict: Hashable, Sendable {
    package var status: TemplateStatus
    /// What keeps it from being sent, with the fields that differ; empty if nothing does.
    package var problem: String
    /// Where Meta has each of our buttons among all of its own; empty: as registered.
    package var buttonPlaces: [Int]

    package init(status: TemplateStatus, problem: String, buttonPlaces: [Int] = []) {
        self.status = status
        self.problem = problem
        self.buttonPlaces = buttonPlaces
    }
}

/// A verdict for the record; ignored if the binding has changed since.
package struct VerificationReport: Hashable, Sendable {
    package var merchant: MerchantID
    package var binding: BindingID
    /// The version that was compared.
    package var version: Int
    package var verdict: TemplateVerdict
    /// Of Meta's definition; nil: Meta has none.
    package var fingerprint: TemplateFingerprint?

    package init(
        merchant: MerchantID, binding: BindingID, version: Int, verdict: TemplateVerdict,
        fingerprint: TemplateFingerprint? = nil
    ) {
        self.merchant = merchant
        self.binding = binding
        self.version = version
        self.verdict = verdict
        self.fingerprint = fingerprint
    }
}

extension TemplateBinding {
    /// The binding with what a look at Meta's definition, or news of it, brought.
    ///
    /// To wait for a look is no hold: after it, messages need not be let go slowly.
    package func judged(
        _ verdict: TemplateVerdict, version: Int, at now: Timestamp
    ) -> TemplateBinding {
        var judged = self
        judged.version = version
        judged.status = verdict.status
        judged.problem = verdict.problem
        switch verdict.status {
        case .unverified: judged.checkedAt = nil
        case .approved: if status != .approved, releasedAt != nil { judged.releasedAt = now }
        case .unapproved, .paused, .mismatch, .drifted: judged.releasedAt = now
        }
        if verdict.status != .unverified { judged.settledStatus = verdict.status }
        return judged
    }

    /// The binding after the news of Meta's; nil: it says nothing new.
    ///
    /// It is another version: the answer to a question that is still under way is older than the news.
    /// With `asking`, Meta is asked at once whether the news still holds. To be looked at once more is
    /// news even of one that waits for its first look.
    package func overtaken(
        by verdict: TemplateVerdict, asking: Bool = false, at now: Timestamp
    ) -> TemplateBinding? {
        let isSame = status == verdict.status && problem == verdict.problem
        guard !isSame || verdict.status == .unverified else { return nil }
        var judged = judged(verdict, version: version + 1, at: now)
        if asking { judged.checkedAt = nil }
        return judged
    }
}
