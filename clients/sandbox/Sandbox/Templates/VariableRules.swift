/// Where variables may stand in a text and how they are called.
enum VariableRules {
    /// The first fault of a text's variables as a sentence, or `nil`.
    static func fault(of text: TemplateText, _ format: ParameterFormat) -> String? {
        if hasAdjacentVariables(text) { return "Two variables may not touch each other." }
        switch format {
        case .positional:
            let expected = text.variables.indices.map { String($0 + 1) }
            guard text.variables.sorted(by: numerically) == expected else {
                return "Positional variables are {{1}}, {{2}} and so on, without a gap."
            }
        case .named:
            guard text.variables.allSatisfy(isName) else {
                return "Named variables are lowercase letters, digits and _, not a number."
            }
        }
        return nil
    }

    static func hasVariableAtEdge(_ text: TemplateText) -> Bool {
        let visible = text.segments.filter { segment in
            guard case .literal(let literal) = segment else { return true }
            return literal.contains { !$0.isWhitespace }
        }
        return [visible.first, visible.last].contains { segment in
            if case .variable? = segment { true } else { false }
        }
    }

    /// The words of a text that are no variables.
    static func fixedWords(of text: TemplateText) -> Int {
        text.segments.reduce(0) { count, segment in
            guard case .literal(let literal) = segment else { return count }
            return count
                + literal.split(whereSeparator: \.isWhitespace)
                .count { $0.contains { $0.isLetter || $0.isNumber } }
        }
    }

    private static func hasAdjacentVariables(_ text: TemplateText) -> Bool {
        zip(text.segments, text.segments.dropFirst()).contains { pair in
            if case (.variable, .variable) = pair { true } else { false }
        }
    }

    private static func isName(_ name: String) -> Bool {
        name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" } && Int(name) == nil
    }

    private static func numerically(_ one: String, _ other: String) -> Bool {
        (Int(one) ?? .max) < (Int(other) ?? .max)
    }
}
