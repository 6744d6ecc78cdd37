/// That a template came to another status by Meta's word: it drifted or was moved to another category, it
/// was paused, or it may be sent again.
package struct TemplateChange: Hashable, Sendable {
    package var merchant: MerchantID
    /// Meta's name and language of the template.
    package var template: String
    package var from: TemplateStatus
    package var to: TemplateStatus
    /// What keeps it from being sent; empty if nothing does.
    package var problem: String
    /// The merchant's bindings of the template.
    package var bindings: Int

    /// What changed, for the audit.
    package var detail: String {
        "from \(from.rawValue) to \(to.rawValue)" + (problem.isEmpty ? "" : ": \(problem)")
    }
}

extension TemplateBinding {
    /// What is to be told of a look or of news, once for all bindings of the merchant that have the
    /// template: nil for a status that Meta's word brought before, for the first one after a
    /// registration, and for one that a binding of the same template came to before this one.
    package func change(
        since before: TemplateBinding, among all: [TemplateBinding]
    ) -> TemplateChange? {
        guard let from = before.settledStatus, let to = settledStatus, from != to else {
            return nil
        }
        let same = all.filter { isOfTheTemplate(of: $0) }
        let isTold = same.contains {
            $0.id != id && $0.settledStatus == to && $0.problem == problem
        }
        guard !isTold else { return nil }
        return TemplateChange(
            merchant: merchant, template: content.label, from: from, to: to, problem: problem,
            bindings: max(same.count, 1))
    }

    private func isOfTheTemplate(of other: TemplateBinding) -> Bool {
        other.authenticator == authenticator && other.content.label == content.label
    }
}
