extension FieldChecker {
    /// Checks that each variable of a text has exactly one mapping.
    ///
    /// They come back in the order of the text.
    mutating func variables(
        _ given: UncheckedComponent, of text: Placeholders, _ format: ParameterFormat,
        _ path: String
    ) -> [TemplateVariable] {
        numbering(text, format, "\(path).text")
        return mappings(given, of: text, source: "text", path)
    }

    /// Checks the variable of a button's URL: its value has to be a part of a URL.
    mutating func urlVariables(
        _ given: UncheckedComponent, of url: Placeholders, _ format: ParameterFormat,
        _ path: String
    ) -> [TemplateVariable] {
        if url.names != ["1"] { numbering(url, format, "\(path).url") }
        for (index, variable) in given.variables.prefix(TemplateLimits.variablesMax).enumerated() {
            let field = "\(path).variables[\(index)]"
            expect(
                variable.attribute.map(Self.urlAttributes.contains) ?? true, "\(field).attribute",
                "must be the checkout link, the order number or the session id in a URL")
            expect(
                variable.defaultValue.utf8.allSatisfy(\.isURLByte), "\(field).default_value",
                "must be the end of a URL, in ASCII without spaces")
        }
        return mappings(given, of: url, source: "url", path)
    }

    private static let urlAttributes: [SessionAttribute] = [
        .checkoutLink, .orderNumber, .sessionID,
    ]

    /// Checks the names of the variables in a text or URL.
    private mutating func numbering(
        _ text: Placeholders, _ format: ParameterFormat, _ field: String
    ) {
        switch format {
        case .positional:
            let numbers = (0..<text.names.count).map { String($0 + 1) }
            expect(
                text.names == numbers, field,
                "must number its variables {{1}}, {{2}}, ... in order and without gaps")
        case .named:
            let areNames = text.names.allSatisfy { $0.utf8.first?.isASCIIDigit == false }
            expect(
                areNames, field,
                "must name its variables like {{customer_name}}: no digit at the beginning")
        }
    }

    private mutating func mappings(
        _ given: UncheckedComponent, of text: Placeholders, source: String, _ path: String
    ) -> [TemplateVariable] {
        var mapped: [String: TemplateVariable] = [:]
        let variables = list(
            given.variables, "\(path).variables", max: TemplateLimits.variablesMax)
        for (index, variable) in variables.enumerated() {
            let field = "\(path).variables[\(index)]"
            expect(
                text.names.contains(variable.name), "\(field).name",
                "must be the name of a variable in the component's \(source)")
            expect(mapped[variable.name] == nil, "\(field).name", "must be given once only")
            if let checked = mapping(variable, field) { mapped[variable.name] = checked }
        }
        for name in text.names where !variables.contains(where: { $0.name == name }) {
            refuse(
                "\(path).variables", "must say which attribute the variable {{\(name)}} shows")
        }
        return text.names.compactMap { mapped[$0] }
    }

    private mutating func mapping(
        _ given: UncheckedVariable, _ field: String
    ) -> TemplateVariable? {
        let value = line(
            given.defaultValue, "\(field).default_value",
            lengthMax: TemplateLimits.defaultValueCharactersMax)
        guard let attribute = require(given.attribute, "\(field).attribute") else { return nil }
        return TemplateVariable(name: given.name, attribute: attribute, defaultValue: value)
    }
}
