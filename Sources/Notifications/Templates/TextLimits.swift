// What Meta measures of a message: the text with its values, which may be longer than the template.

extension TemplateComponent {
    /// The text, label or URL with the values in the variables' places; as it is where its braces do not
    /// pair, which a checked one's do.
    func filled(with parameters: [VariableFiller.Filled]) -> String {
        let text = measuredText
        if parameters.isEmpty { return text }
        let values = Dictionary(
            parameters.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
        return (try? Placeholders(parsing: text))?.filled(with: values) ?? text
    }

    /// What is wrong with the length of the text once it has its values; nil: nothing.
    func lengthProblem(with parameters: [VariableFiller.Filled]) -> RenderingProblem? {
        guard !parameters.isEmpty else { return nil }
        let length = filled(with: parameters).unicodeScalars.count
        guard length > limit.lengthMax else { return nil }
        let longest = zip(variables, parameters).max {
            $0.1.text.unicodeScalars.count < $1.1.text.unicodeScalars.count
        }
        let culprit = longest.map {
            " Shorten the \($0.0.attribute.words), of \($0.1.text.unicodeScalars.count) characters, or "
                + "register a shorter template."
        }
        return RenderingProblem(
            reason: .textTooLong,
            message:
                "The template's \(limit.name) has \(length) characters with the session's values, "
                + "and Meta takes at most \(limit.lengthMax)." + (culprit ?? ""))
    }

    /// What its text may come to, marks around the values included.
    ///
    /// Source: Meta's documentation of message templates (header, body, button URL); a longer body is
    /// refused with code 132005 when it is sent.
    var limit: (name: String, lengthMax: Int) {
        switch kind {
        case .header: ("header", TemplateLimits.headerCharactersMax)
        case .body: ("body", TemplateLimits.bodyCharactersMax)
        case .footer: ("footer", TemplateLimits.footerCharactersMax)
        // No value goes into a file's link or a code: what was registered is what is sent.
        case .mediaHeader: ("header's file", FieldChecker.urlBytesMax)
        case .quickReplyButton, .copyCodeButton:
            ("button's label", TemplateLimits.labelCharactersMax)
        case .urlButton: ("button's URL", FieldChecker.urlBytesMax)
        }
    }

    /// What stands for it in the limit: the URL of a URL button, else the text.
    var measuredText: String {
        switch kind {
        case .urlButton(let url): url
        case .header, .body, .footer, .mediaHeader, .quickReplyButton, .copyCodeButton: text
        }
    }
}
