extension TemplateVerdict {
    /// Compares our content with Meta's definition; nil: Meta does not have it.
    ///
    /// What a person has to mend in the registration comes before what has to be waited for.
    package init(comparing content: TemplateContent, with definition: TemplateDefinition?) {
        guard let definition else {
            self.init(
                status: .mismatch,
                problem: "name: Meta has no template \(content.name) in \(content.templateLanguage)"
            )
            return
        }
        if let difference = DefinitionComparison(content, definition).firstDifference {
            self.init(status: .mismatch, problem: difference)
        } else {
            self.init(metaStatus: definition.status)
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
        default: self.init(status: .unapproved, problem: "status: \(metaStatus) at Meta")
        }
    }
}

/// Looks for the first field in which a registration differs from Meta's definition.
private struct DefinitionComparison {
    let content: TemplateContent
    let definition: TemplateDefinition

    init(_ content: TemplateContent, _ definition: TemplateDefinition) {
        self.content = content
        self.definition = definition
    }

    /// The field with what Meta has there; nil: all is alike.
    var firstDifference: String? {
        namespace ?? category ?? parameterFormat ?? unsupported ?? parts ?? buttons
    }

    private var namespace: String? {
        guard let own = content.namespace, let metas = definition.namespace, own != metas else {
            return nil
        }
        return "namespace: \(metas) at Meta"
    }

    private var category: String? {
        let own = content.category.rawValue.uppercased()
        return definition.category == own ? nil : "category: \(definition.category) at Meta"
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

    private var unsupported: String? {
        for component in definition.components {
            if case .other(let name) = component.kind {
                return "components: Meta's template has a part that cannot be sent: \(name)"
            }
        }
        return nil
    }

    private var parts: String? {
        for (kind, word) in Self.singles {
            let own = content.components.firstIndex { $0.kind == kind }
            let metas = definition.components.first { $0.kind == Self.metas(kind) }
            switch (own, metas) {
            case (nil, nil): continue
            case (nil, .some): return "components: Meta's template has a \(word)"
            case (.some(let index), nil):
                return "components[\(index)]: Meta's template has no \(word)"
            case (.some(let index), .some(let metas)):
                if let difference = difference(index, metas.text) { return difference }
            }
        }
        return nil
    }

    private static let singles: [(TemplateComponent.Kind, String)] = [
        (.header, "header"), (.body, "body"), (.footer, "footer"),
    ]

    private static func metas(_ kind: TemplateComponent.Kind) -> TemplateDefinition.Component.Kind {
        switch kind {
        case .header: .header
        case .body: .body
        case .footer: .footer
        case .quickReplyButton: .quickReplyButton
        case .urlButton(let url): .urlButton(url: url)
        }
    }

    /// Compares the variables of two texts; their words are Meta's affair.
    private func difference(_ index: Int, _ metas: String) -> String? {
        let own = Set(content.components[index].variables.map(\.name))
        let others = Set((try? Placeholders(parsing: metas))?.names ?? [])
        if own == others { return nil }
        let field = "components[\(index)].text"
        if own.count != others.count {
            return "\(field): \(others.count) variables at Meta, \(own.count) registered"
        }
        return "\(field): Meta's variables are \(others.sorted().joined(separator: ", "))"
    }

    private var buttons: String? {
        let own = content.components.enumerated().filter { $0.element.kind.isButton }
        let metas = definition.components.filter(\.kind.isButton)
        for (mine, other) in zip(own, metas) {
            if let difference = difference(mine.offset, mine.element.kind, other.kind) {
                return difference
            }
        }
        if own.count == metas.count { return nil }
        return "components: \(metas.count) buttons at Meta, \(own.count) registered"
    }

    private func difference(
        _ index: Int, _ own: TemplateComponent.Kind, _ metas: TemplateDefinition.Component.Kind
    ) -> String? {
        switch (own, metas) {
        case (.quickReplyButton, .quickReplyButton): nil
        case (.urlButton(let mine), .urlButton(let other)):
            mine.urlShape == other.urlShape ? nil : "components[\(index)].url: \(other) at Meta"
        default: "components[\(index)].button_type: another kind of button at Meta"
        }
    }
}

extension TemplateDefinition.Component.Kind {
    fileprivate var isButton: Bool {
        switch self {
        case .quickReplyButton, .urlButton: true
        case .header, .body, .footer, .other: false
        }
    }
}

extension String {
    /// What has to be alike in two URLs of a button: the fixed part and whether a variable follows.
    fileprivate var urlShape: [Placeholders.Piece] {
        let pieces = (try? Placeholders(parsing: self))?.pieces ?? [.text(self)]
        return pieces.map { $0.isVariable ? .variable("") : $0 }
    }
}
