/// Finds the value of each variable of a template.
struct VariableFiller: Hashable, Sendable {
    let language: Language
    let format: ParameterFormat
    let values: MessageValues

    /// A variable with its value.
    struct Filled: Hashable, Sendable {
        var name: String
        var text: String
    }

    /// Throws where rendering would: a variable has no value, or one that Meta would refuse, or a text
    /// becomes too long with its values.
    func check(_ content: TemplateContent) throws(RenderingProblem) {
        for component in content.components.inReadingOrder { _ = try parameters(of: component) }
    }

    /// The component's variables with their values, in the order of the text.
    func parameters(of component: TemplateComponent) throws(RenderingProblem) -> [Filled] {
        var filled: [Filled] = []
        for variable in component.variables {
            let text = try value(of: variable, in: component)
            filled.append(Filled(name: variable.name, text: text))
        }
        if let problem = component.lengthProblem(with: filled) { throw problem }
        return filled
    }

    private func value(
        of variable: TemplateVariable, in component: TemplateComponent
    ) throws(RenderingProblem) -> String {
        guard case .urlButton(let url) = component.kind else { return try shown(variable) }
        return try suffix(variable, of: url)
    }

    /// The value as Meta is given it: with its name only in a text whose variables have names.
    func sent(_ value: Filled, in component: TemplateComponent) -> OutboundMessage.Parameter {
        let isNamed = format == .named && !component.kind.isButton
        return OutboundMessage.Parameter(name: isNamed ? value.name : nil, text: value.text)
    }

    /// A value in a text, so that neither it nor the text around it changes the order in which the other
    /// is shown (UAX 9): names, amounts and numbers may be of another script than the template.
    private func shown(_ variable: TemplateVariable) throws(RenderingProblem) -> String {
        let value = try checkedValue(variable)
        return variable.attribute.isLink ? link(value) : "\u{2068}\(value)\u{2069}"
    }

    /// A link in a text, found by whatever looks for links.
    ///
    /// Finders take a mark beside a link for a part of it, or do not see it for the mark. Text from right to left needs the marks all the same, for what a link ends with and
    /// for digits behind it; hair spaces, which no finder takes in, keep them away.
    private func link(_ value: String) -> String {
        switch language {
        case .english: value
        case .arabic: "\u{2066}\u{200A}\(value)\u{200A}\u{2069}"
        }
    }

    private func checkedValue(_ variable: TemplateVariable) throws(RenderingProblem) -> String {
        let attribute = variable.attribute
        guard let value = values.text(of: attribute) ?? variable.defaultValue else {
            throw RenderingProblem(message: missing(variable))
        }
        if let rule = ValueRules.problem(in: value) {
            throw RenderingProblem(
                message: "The \(attribute.words) for the template's variable {{\(variable.name)}} "
                    + "\(rule).")
        }
        return value
    }

    private func missing(_ variable: TemplateVariable) -> String {
        let attribute = variable.attribute
        let source = attribute.field.map { "Give \($0), or register" } ?? "Register"
        return "The template's variable {{\(variable.name)}} shows the \(attribute.words), which "
            + "the session does not have. \(source) the template with a default."
    }

    /// What follows the template's own part of the URL; a default is a suffix already.
    private func suffix(
        _ variable: TemplateVariable, of url: String
    ) throws(RenderingProblem) -> String {
        let value = try checkedValue(variable)
        guard let own = values.text(of: variable.attribute) else { return value }
        guard variable.attribute == .checkoutLink else { return own.percentEncoded }
        let prefix = url.withoutPlaceholder
        guard own.utf8.starts(with: prefix.utf8), own.utf8.count > prefix.utf8.count else {
            throw RenderingProblem(
                message:
                    "The checkout link does not go on from \(prefix), with which the template's "
                    + "button begins. Give a link with that beginning, or bind another template.")
        }
        return String(decoding: own.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    }
}

extension String {
    /// A template's URL up to its variable.
    var withoutPlaceholder: String {
        let brace = UInt8(ascii: "{")
        var last: UInt8 = 0
        var count = 0
        for byte in utf8 {
            count += 1
            guard byte != brace || last != brace else {
                return count == 2 ? self : String(decoding: utf8.prefix(count - 2), as: UTF8.self)
            }
            last = byte
        }
        return self
    }

    /// With each byte that RFC 3986 reserves or excludes written as `%XX`.
    fileprivate var percentEncoded: String {
        let marks = Array("-._~".utf8)
        return utf8.map { byte in
            let isPlain =
                byte.isASCIIDigit || byte.isASCIILowercase || byte.isASCIIUppercase
                || marks.contains(byte)
            let hex = String(byte, radix: 16, uppercase: true)
            return isPlain
                ? String(decoding: [byte], as: UTF8.self) : "%" + (byte < 16 ? "0" : "") + hex
        }.joined()
    }
}
