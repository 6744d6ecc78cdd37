/// The values of a message, each matched with the place in the template that it fills.
struct FilledTemplate: Sendable, Hashable {
    var header: [String: String] = [:]
    /// The id or address of the header's file.
    var media: String?
    var body: [String: String] = [:]
    /// By the button's index: the end of its URL, its payload, or its code.
    var buttons: [Int: String] = [:]
}

/// The check of a message's parameters against the template they are for.
enum ParameterCheck {
    /// Matches every parameter with its variable; throws the first mismatch.
    static func fill(
        _ template: Template, with components: [MessageComponent]
    ) throws(GraphError) -> FilledTemplate {
        try checkNoneTwice(components)
        let format = template.draft.format
        var filled = FilledTemplate()
        try fillHeader(
            of: template, with: parameters(of: .header, in: components), into: &filled)
        filled.body = try TextParameters(part: "body", format: format)
            .values(for: template.content.body, from: parameters(of: .body, in: components))
        filled.buttons = try ButtonParameters.values(
            for: template.content.buttons, from: components)
        return filled
    }

    private static func checkNoneTwice(_ components: [MessageComponent]) throws(GraphError) {
        var labels: Set<String> = []
        for component in components where !labels.insert(component.part.label).inserted {
            throw .invalid("component \(component.part.label) is given twice")
        }
    }

    private static func parameters(
        of part: MessageComponent.Part, in components: [MessageComponent]
    ) -> [MessageParameter] {
        components.first { $0.part == part }?.parameters ?? []
    }

    private static func fillHeader(
        of template: Template, with parameters: [MessageParameter],
        into filled: inout FilledTemplate
    ) throws(GraphError) {
        switch template.content.header {
        case nil:
            guard parameters.isEmpty else {
                throw .parameterCount("header", given: parameters.count, expected: 0)
            }
        case .text(let text):
            filled.header = try TextParameters(part: "header", format: template.draft.format)
                .values(for: text, from: parameters)
        case .media(let kind):
            guard parameters.count <= 1 else {
                throw .parameterCount("header", given: parameters.count, expected: 1)
            }
            guard case .media(kind, let reference) = parameters.first?.value else {
                throw .parameterFormat(
                    "header: Format mismatch, expected \(kind.rawValue.uppercased()), received "
                        + (parameters.first?.value.type.uppercased() ?? "UNKNOWN"))
            }
            filled.media = reference
        }
    }
}

/// The parameters of a header's or a body's text.
struct TextParameters {
    /// The part's name in an error.
    let part: String
    let format: ParameterFormat

    /// The value of each variable by its name.
    func values(
        for text: TemplateText, from parameters: [MessageParameter]
    ) throws(GraphError) -> [String: String] {
        guard parameters.count == text.variables.count else {
            throw .parameterCount(part, given: parameters.count, expected: text.variables.count)
        }
        var values: [String: String] = [:]
        for (index, parameter) in parameters.enumerated() {
            let name = try variable(of: parameter, at: index)
            guard text.variables.contains(name), values[name] == nil else {
                throw .invalid("\(part): Parameter name \(name) is unknown or given twice")
            }
            guard let value = parameter.value.text else {
                throw .parameterFormat(
                    "\(part): Format mismatch, expected TEXT, received "
                        + parameter.value.type.uppercased())
            }
            values[name] = value
        }
        return values
    }

    private func variable(
        of parameter: MessageParameter, at index: Int
    ) throws(GraphError) -> String {
        switch (format, parameter.name) {
        case (.positional, nil): return String(index + 1)
        case (.positional, let name?):
            throw .invalid("\(part): the template has no parameter named \(name)")
        case (.named, let name?) where !name.isEmpty: return name
        case (.named, _): throw .invalid("Parameter name is missing or empty")
        }
    }
}
