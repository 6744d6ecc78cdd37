extension TemplateVerdict {
    /// Compares our content with what Meta has under its name.
    ///
    /// What a person has to mend in the registration comes before what has to be waited for.
    package init(comparing content: TemplateContent, with answer: TemplateAnswer) {
        switch answer {
        case .missing(let languages):
            self.init(status: .mismatch, problem: Self.missing(content, languages))
        case .found(let definition):
            let comparison = DefinitionComparison(content, definition)
            guard comparison.differences.isEmpty else {
                self.init(status: .mismatch, problem: Self.list(comparison.differences))
                return
            }
            self.init(metaStatus: definition.status)
            buttonPlaces = comparison.buttons.placesUnlessInOrder
        }
    }

    /// The verdict on a template that is like ours, by Meta's word for its status.
    ///
    /// A flagged template is at risk and still sent; any word that Meta does not document as sendable
    /// holds.
    init(metaStatus: String) {
        switch metaStatus {
        case "APPROVED", "REINSTATED", "FLAGGED": self.init(status: .approved, problem: "")
        case "PAUSED": self.init(status: .paused, problem: "status: PAUSED at Meta")
        default: self.init(status: .unapproved, problem: "status: \(metaStatus.excerpt) at Meta")
        }
    }

    /// Differences that are named at most, and languages.
    private static let namedMax = 8

    private static func list(_ differences: [String]) -> String {
        let rest = differences.count - namedMax
        let named = differences.prefix(namedMax).joined(separator: "; ")
        return rest > 0 ? "\(named); and \(rest) more" : named
    }

    private static func missing(_ content: TemplateContent, _ languages: [String]) -> String {
        let sentence = "Meta has no template \(content.name) in \(content.templateLanguage)"
        if languages.isEmpty { return "name: \(sentence)" }
        let rest = languages.count - namedMax
        let named = languages.sorted().prefix(namedMax).map(\.excerpt).joined(separator: ", ")
        return "template_language: \(sentence); Meta has it in: \(named)"
            + (rest > 0 ? " and \(rest) more" : "")
    }
}

extension String {
    /// The beginning of a text of Meta's, short enough for a sentence.
    var excerpt: String {
        let most = 200
        let shown = unicodeScalars.lazy.filter { !ValueRules.isControl($0) }.prefix(most + 1)
        let text = String(String.UnicodeScalarView(shown))
        return text.unicodeScalars.count > most
            ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(most))) + "…" : text
    }
}
