/// Looks for the fields in which a registration differs from Meta's definition.
///
/// A part of Meta's that needs nothing with a message, such as a footer, may be left out of the
/// registration; one that is registered has to be there.
struct DefinitionComparison {
    let content: TemplateContent
    let definition: TemplateDefinition
    let buttons: ButtonMatching

    init(_ content: TemplateContent, _ definition: TemplateDefinition) {
        self.content = content
        self.definition = definition
        buttons = ButtonMatching(of: content, with: definition)
    }

    /// Each field with what Meta has there; empty: all is alike.
    var differences: [String] {
        [namespace, category, parameterFormat].compactMap(\.self) + unsupported + header
            + text(.body, "body") + text(.footer, "footer") + buttons.differences
    }

    private var namespace: String? {
        guard let own = content.namespace, let metas = definition.namespace, own != metas else {
            return nil
        }
        return "namespace: \(metas.excerpt) at Meta"
    }

    private var category: String? {
        let own = content.category.rawValue.uppercased()
        return definition.category == own
            ? nil : "category: \(definition.category.excerpt) at Meta"
    }

    private var parameterFormat: String? {
        let hasVariables = content.components.contains {
            !$0.kind.isButton && !$0.variables.isEmpty
        }
        guard hasVariables, content.parameterFormat != definition.parameterFormat else {
            return nil
        }
        return "parameter_format: \(definition.parameterFormat.rawValue) at Meta"
    }

    private var unsupported: [String] {
        definition.components.compactMap { component in
            guard case .other(let name) = component.kind else { return nil }
            let shown = name.isEmpty ? "one that cannot be read" : name.excerpt
            return "components: Meta's template has a part that cannot be sent: \(shown)"
        }
    }

    // MARK: - Header, body, footer

    private var header: [String] {
        let own = content.components.firstIndex { $0.kind.headerFormat != nil }
        let metas = definition.components.first { $0.kind.headerFormat != nil }
        guard let own, let metas, let format = metas.kind.headerFormat,
            content.components[own].kind.headerFormat != format
        else {
            if let format = metas?.kind.mediaFormat, own == nil {
                return [
                    "components: Meta's template has a header of format "
                        + "\(format.rawValue.uppercased()): register it with a link"
                ]
            }
            return difference(own, metas, "header")
        }
        return ["components[\(own)].header_format: \(format) at Meta"]
    }

    /// Compares a part that a template has at most once.
    private func text(
        _ kind: TemplateDefinition.Component.Kind, _ word: String
    ) -> [String] {
        let own = content.components.firstIndex { $0.kind.metas == kind }
        return difference(own, definition.components.first { $0.kind == kind }, word)
    }

    private func difference(
        _ own: Int?, _ metas: TemplateDefinition.Component?, _ word: String
    ) -> [String] {
        switch (own, metas) {
        case (nil, nil): return []
        case (nil, .some(let metas)):
            let names = metas.variables
            if names.isEmpty { return [] }
            return [
                "components: Meta's template has a \(word) with variables, "
                    + "\(names.sorted().joined(separator: ", ").excerpt): register it"
            ]
        case (.some(let index), nil):
            // It may be the one that cannot be sent, which is named already.
            return unsupported.isEmpty
                ? ["components[\(index)]: Meta's template has no \(word)"] : []
        case (.some(let index), .some(let metas)):
            return variables(index, metas.variables)
        }
    }

    /// Compares the variables of two texts; their words are Meta's affair.
    private func variables(_ index: Int, _ others: Set<String>) -> [String] {
        let own = Set(content.components[index].variables.map(\.name))
        if own == others { return [] }
        let field = "components[\(index)].text"
        if own.count != others.count {
            return ["\(field): \(others.count) variables at Meta, \(own.count) registered"]
        }
        let names = others.sorted().joined(separator: ", ").excerpt
        return ["\(field): Meta's variables are \(names)"]
    }
}

extension TemplateDefinition.Component {
    /// The names in its text.
    fileprivate var variables: Set<String> {
        Set((try? Placeholders(parsing: text))?.names ?? [])
    }
}

extension TemplateComponent.Kind {
    /// The part of Meta's definition that it must match.
    var metas: TemplateDefinition.Component.Kind {
        switch self {
        case .header: .header
        case .mediaHeader(let media): .mediaHeader(media.format)
        case .body: .body
        case .footer: .footer
        case .quickReplyButton: .quickReplyButton
        case .urlButton(let url): .urlButton(url: url)
        case .copyCodeButton: .copyCodeButton
        }
    }

    fileprivate var headerFormat: String? { metas.headerFormat }
}

extension TemplateDefinition.Component.Kind {
    /// Meta's word for the format of a header; nil: it is none.
    fileprivate var headerFormat: String? {
        self == .header ? "TEXT" : mediaFormat?.rawValue.uppercased()
    }

    /// What the file of a header is; nil: it has none.
    fileprivate var mediaFormat: HeaderMedia.Format? {
        if case .mediaHeader(let format) = self { format } else { nil }
    }
}
