/// Meta's rules for a template that is created or edited.
///
/// Meta does not publish how many words a variable needs; here the fixed words of a body must
/// outnumber its variables.
enum TemplateRules {
    /// Throws the first rule that a draft breaks.
    static func check(_ draft: TemplateDraft) throws(GraphError) {
        try checkName(draft.name)
        try checkLanguage(draft.language)
        try checkTimeToLive(draft)
        try checkHeader(draft.content.header, draft.format)
        try checkBody(draft.content.body, draft.format)
        try checkFooter(draft.content.footer)
        try ButtonRules.check(draft.content.buttons)
        try ExampleRules.check(draft)
    }

    private static func checkName(_ name: String) throws(GraphError) {
        guard TemplateName.isValid(name) else {
            throw .invalid("name must be 1 to 512 of a-z, 0-9 and _")
        }
    }

    private static func checkLanguage(_ language: String) throws(GraphError) {
        let parts = language.split(separator: "_", omittingEmptySubsequences: false)
        let isKnownShape =
            (1...2).contains(parts.count)
            && (2...3).contains(parts[0].count)
            && parts[0].allSatisfy { $0.isASCII && $0.isLowercase }
            && parts.dropFirst().allSatisfy {
                (2...4).contains($0.count) && $0.allSatisfy { $0.isASCII && $0.isUppercase }
            }
        guard isKnownShape else {
            throw .invalid("language \(language) is no code like en or en_US")
        }
    }

    private static func checkTimeToLive(_ draft: TemplateDraft) throws(GraphError) {
        guard let seconds = draft.timeToLiveSeconds else { return }
        let allowed =
            switch draft.category {
            case .utility: 30...43_200
            case .authentication: 30...900
            case .marketing: 43_200...2_592_000
            }
        let isThirtyDays = seconds == -1 && draft.category != .marketing
        guard allowed.contains(seconds) || isThirtyDays else {
            throw .invalid(
                "message_send_ttl_seconds must be \(allowed.lowerBound) to \(allowed.upperBound) "
                    + "for \(draft.category.rawValue)")
        }
    }

    private static func checkHeader(
        _ header: TemplateContent.Header?, _ format: ParameterFormat
    ) throws(GraphError) {
        guard case .text(let text) = header else { return }
        guard text.source.unicodeScalars.count <= Limits.headerTextMax else {
            throw .templateTextTooLong("The header", limit: Limits.headerTextMax)
        }
        guard text.variables.count <= 1 else {
            throw .headerFormat("A header may have one variable.")
        }
        guard !text.source.contains(where: \.isNewline) else {
            throw .headerFormat("A header may not have a line break.")
        }
        if let fault = VariableRules.fault(of: text, format) { throw .headerFormat(fault) }
    }

    private static func checkBody(
        _ body: TemplateText, _ format: ParameterFormat
    ) throws(GraphError) {
        guard body.source.unicodeScalars.count <= Limits.bodyTextMax else {
            throw .templateTextTooLong("The body", limit: Limits.bodyTextMax)
        }
        if let fault = VariableRules.fault(of: body, format) { throw .bodyFormat(fault) }
        guard !VariableRules.hasVariableAtEdge(body) else { throw .variableAtEdge }
        guard body.variables.isEmpty || VariableRules.fixedWords(of: body) > body.variables.count
        else { throw .tooManyVariables }
    }

    private static func checkFooter(_ footer: String?) throws(GraphError) {
        guard let footer else { return }
        guard footer.unicodeScalars.count <= Limits.footerTextMax else {
            throw .templateTextTooLong("The footer", limit: Limits.footerTextMax)
        }
        guard !footer.contains("{{") else {
            throw .footerFormat("A footer may not have variables.")
        }
        guard !footer.contains(where: \.isNewline) else {
            throw .footerFormat("A footer may not have a line break.")
        }
    }
}

/// What a template may be called.
enum TemplateName {
    static func isValid(_ name: String) -> Bool {
        (1...Limits.templateNameMax).contains(name.utf8.count)
            && name.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || $0 == 95
            }
    }
}
