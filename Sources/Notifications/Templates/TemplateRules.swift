/// Meta's limits for a template.
///
/// Source: Meta's documentation of message templates; each is checked again by Meta.
enum TemplateLimits {
    static let nameBytesMax = 512
    static let namespaceCharactersMax = 128
    static let headerCharactersMax = 60
    static let headerVariablesMax = 1
    static let bodyCharactersMax = 1_024
    static let footerCharactersMax = 60
    static let labelCharactersMax = 25
    static let buttonsMax = 10
    /// Header, body, footer and all buttons.
    static let componentsMax = 3 + buttonsMax
    /// Of a component; ours: Meta names none.
    static let variablesMax = 100
    static let urlButtonsMax = 2
    static let copyCodeButtonsMax = 1
    static let codeCharactersMax = 15
    /// Ours: Meta names none.
    static let fileNameCharactersMax = 240
    static let defaultValueCharactersMax = 256
}

extension FieldChecker {
    /// Checks a template against Meta's rules; nil after a violation that leaves nothing to return.
    mutating func template(
        _ given: UncheckedTemplate, language: Language?
    ) -> TemplateContent? {
        templateName(given.name)
        let namespace = line(
            given.namespace, "namespace", lengthMax: TemplateLimits.namespaceCharactersMax)
        let code = given.templateLanguage.isEmpty ? language?.rawValue : given.templateLanguage
        if let code { languageCode(code, of: language) }
        let category = require(given.category, "category")
        let format = given.parameterFormat ?? .positional
        let components = components(given.components, format)
        guard let code, let category else { return nil }
        return TemplateContent(
            name: given.name, namespace: namespace, templateLanguage: code, category: category,
            parameterFormat: format, components: components)
    }

    private mutating func templateName(_ name: String) {
        let isFit =
            (1...TemplateLimits.nameBytesMax).contains(name.utf8.count)
            && name.utf8.allSatisfy(\.isTemplateNameByte)
        expect(
            isFit, "name", "must be 1 to \(TemplateLimits.nameBytesMax) characters of a-z 0-9 _")
    }

    /// Checks for `xx`, `xxx`, `xx_YY` or `xxx_YY`, with our language at its beginning.
    private mutating func languageCode(_ code: String, of language: Language?) {
        let parts = code.utf8.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
        let isFit =
            (1...2).contains(parts.count) && (2...3).contains(parts[0].count)
            && parts[0].allSatisfy(\.isASCIILowercase)
            && parts.dropFirst().allSatisfy {
                $0.count == 2 && $0.allSatisfy(\.isASCIIUppercase)
            }
        guard isFit else {
            return refuse("template_language", "must be Meta's language code, such as en or en_US")
        }
        if let language {
            expect(
                parts[0].elementsEqual(language.rawValue.utf8), "template_language",
                "must be a code of the language \(language.rawValue)")
        }
    }

    private mutating func components(
        _ given: [UncheckedComponent], _ format: ParameterFormat
    ) -> [TemplateComponent] {
        let listed = list(given, "components", max: TemplateLimits.componentsMax)
        guard listed.count == given.count else { return [] }
        counts(given)
        var components: [TemplateComponent] = []
        for (index, component) in given.enumerated() {
            let path = "components[\(index)]"
            if let checked = self.component(component, format, path) { components.append(checked) }
        }
        return components
    }

    /// Checks how many there are of each kind.
    private mutating func counts(_ given: [UncheckedComponent]) {
        let buttons = given.filter { $0.kind == .button }
        let limits: [(Int, ClosedRange<Int>, String)] = [
            (given.count { $0.kind == .body }, 1...1, "must have exactly one BODY"),
            (given.count { $0.kind == .header }, 0...1, "must have at most one HEADER"),
            (given.count { $0.kind == .footer }, 0...1, "must have at most one FOOTER"),
            (
                buttons.count, 0...TemplateLimits.buttonsMax,
                "must have at most \(TemplateLimits.buttonsMax) buttons"
            ),
            (
                buttons.count { $0.button == .url }, 0...TemplateLimits.urlButtonsMax,
                "must have at most \(TemplateLimits.urlButtonsMax) URL buttons"
            ),
            (
                buttons.count { $0.button == .copyCode }, 0...TemplateLimits.copyCodeButtonsMax,
                "must have at most one COPY_CODE button"
            ),
        ]
        for (count, range, rule) in limits { expect(range.contains(count), "components", rule) }
    }
}

extension UInt8 {
    /// Whether it may stand in a template's name.
    fileprivate var isTemplateNameByte: Bool {
        isASCIILowercase || isASCIIDigit || self == UInt8(ascii: "_")
    }
}
