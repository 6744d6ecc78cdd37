extension FieldChecker {
    /// Checks one component; nil after a violation that leaves nothing to return.
    mutating func component(
        _ given: UncheckedComponent, _ format: ParameterFormat, _ path: String
    ) -> TemplateComponent? {
        guard let kind = require(given.kind, "\(path).type") else { return nil }
        if kind != .button { noButtonFields(given, path) }
        let isMedia = kind == .header && given.headerFormat != nil
        if !isMedia { noMediaFields(given, path, isHeader: kind == .header) }
        switch kind {
        case .header:
            guard let media = given.headerFormat else { return header(given, format, path) }
            return mediaHeader(given, media, path)
        case .body: return body(given, format, path)
        case .footer: return footer(given, path)
        case .button: return button(given, format, path)
        }
    }

    private mutating func noButtonFields(_ given: UncheckedComponent, _ path: String) {
        expect(given.button == nil, "\(path).button_type", "must be absent: only a BUTTON has one")
        expect(given.url.isEmpty, "\(path).url", "must be empty: only a URL button has one")
        expect(given.code.isEmpty, "\(path).code", Self.noCode)
    }

    private static let noCode = "must be empty: only a COPY_CODE button has one"

    private mutating func header(
        _ given: UncheckedComponent, _ format: ParameterFormat, _ path: String
    ) -> TemplateComponent {
        text(given.text, "\(path).text", lengthMax: TemplateLimits.headerCharactersMax)
        let pieces = placeholders(given.text, "\(path).text")
        expect(
            pieces.names.count <= TemplateLimits.headerVariablesMax, "\(path).text",
            "must have at most one variable")
        let variables = variables(given, of: pieces, format, path)
        return TemplateComponent(kind: .header, text: given.text, variables: variables)
    }

    private mutating func body(
        _ given: UncheckedComponent, _ format: ParameterFormat, _ path: String
    ) -> TemplateComponent {
        let field = "\(path).text"
        text(given.text, field, lengthMax: TemplateLimits.bodyCharactersMax, isOneLine: false)
        let pieces = placeholders(given.text, field)
        expect(!pieces.hasAdjacentVariables, field, "must have text between two variables")
        expect(
            !pieces.beginsOrEndsWithVariable, field, "must not begin or end with a variable")
        let variables = variables(given, of: pieces, format, path)
        return TemplateComponent(kind: .body, text: given.text, variables: variables)
    }

    private mutating func footer(
        _ given: UncheckedComponent, _ path: String
    ) -> TemplateComponent {
        text(given.text, "\(path).text", lengthMax: TemplateLimits.footerCharactersMax)
        noVariables(given, path)
        return TemplateComponent(kind: .footer, text: given.text, variables: [])
    }

    private mutating func button(
        _ given: UncheckedComponent, _ format: ParameterFormat, _ path: String
    ) -> TemplateComponent? {
        text(given.text, "\(path).text", lengthMax: TemplateLimits.labelCharactersMax)
        switch given.button {
        case nil:
            return require(nil, "\(path).button_type")
        case .quickReply:
            expect(given.url.isEmpty, "\(path).url", "must be empty: only a URL button has one")
            expect(given.code.isEmpty, "\(path).code", Self.noCode)
            noVariables(given, path)
            return TemplateComponent(kind: .quickReplyButton, text: given.text, variables: [])
        case .copyCode:
            expect(given.url.isEmpty, "\(path).url", "must be empty: only a URL button has one")
            noVariables(given, path)
            printable(given.code, "\(path).code", lengthMax: TemplateLimits.codeCharactersMax)
            return TemplateComponent(
                kind: .copyCodeButton(code: given.code), text: given.text, variables: [])
        case .url:
            expect(given.code.isEmpty, "\(path).code", Self.noCode)
            expect(
                !given.text.contains("{{"), "\(path).text", "must not have variables")
            let pieces = url(given.url, "\(path).url")
            let variables = urlVariables(given, of: pieces, format, path)
            return TemplateComponent(
                kind: .urlButton(url: given.url), text: given.text, variables: variables)
        }
    }

    mutating func noVariables(_ given: UncheckedComponent, _ path: String) {
        expect(!given.text.contains("{{"), "\(path).text", "must not have variables")
        expect(given.variables.isEmpty, "\(path).variables", "must be empty")
    }

    /// Checks length and characters of a text.
    private mutating func text(
        _ value: String, _ field: String, lengthMax: Int, isOneLine: Bool = true
    ) {
        let scalars = value.unicodeScalars
        expect(
            (1...lengthMax).contains(scalars.count), field,
            "must have 1 to \(lengthMax) characters")
        let isFit = scalars.allSatisfy { scalar in
            scalar == "\n" ? !isOneLine : !ValueRules.isControl(scalar)
        }
        let exception = isOneLine ? " or newlines" : " but newlines"
        expect(isFit, field, "must not have control characters\(exception)")
    }

    /// Cuts a text at its variables; without any after a violation.
    private mutating func placeholders(_ text: String, _ field: String) -> Placeholders {
        do throws(BrokenRule) {
            return try Placeholders(parsing: text)
        } catch {
            refuse(field, error.rule)
            return Placeholders()
        }
    }

    /// Checks a button's URL: https, with at most one variable, at its end.
    private mutating func url(_ url: String, _ field: String) -> Placeholders {
        let pieces = placeholders(url, field)
        let variables = pieces.pieces.count(where: \.isVariable)
        expect(
            variables == 0 || variables == 1 && pieces.pieces.last?.isVariable == true, field,
            "must have at most one variable, at its end")
        expect(
            url.withoutPlaceholder.isSecureURL && url.utf8.count <= Self.urlBytesMax, field,
            "must be an https URL of at most \(Self.urlBytesMax) bytes, in ASCII without spaces")
        return pieces
    }
}

extension Placeholders {
    /// Whether nothing but white space stands before the first or after the last piece's variable.
    fileprivate var beginsOrEndsWithVariable: Bool {
        let visible = pieces.filter { !$0.isBlank }
        return visible.first?.isVariable == true || visible.last?.isVariable == true
    }
}

extension Placeholders.Piece {
    /// Whether it is text of white space only.
    fileprivate var isBlank: Bool {
        if case .text(let text) = self { text.allSatisfy(\.isWhitespace) } else { false }
    }
}
