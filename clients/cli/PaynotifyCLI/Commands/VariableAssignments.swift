import Messages

/// What `--variable` gave, by the part of the template that each belongs to.
struct VariableAssignments {
    private var byPart: [String: [TemplateVariable]] = [:]

    /// Reads texts such as `body.1=customer_name:customer`.
    init(_ texts: [String]) throws(Failure) {
        for text in texts {
            let (part, variable) = try Self.parse(text)
            byPart[part, default: []].append(variable)
        }
    }

    /// The variables of a part, in the order that they were given.
    mutating func take(_ part: String) -> [TemplateVariable] {
        byPart.removeValue(forKey: part) ?? []
    }

    /// Refuses variables of parts that the template does not have.
    func finish() throws(Failure) {
        guard let part = byPart.keys.min() else { return }
        throw .badInput("--variable names the part '\(part)', which the template does not have")
    }

    private static func parse(_ text: String) throws(Failure) -> (String, TemplateVariable) {
        let sides = text.split(separator: "=", maxSplits: 1)
        let target = (sides.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
        guard sides.count == 2, target.count == 2 else {
            throw .badInput("--variable '\(text)' has to be part.name=attribute[:default]")
        }
        let source = sides[1].split(
            separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let attribute = Word<SessionAttribute>(argument: String(source[0])) else {
            let known = Word<SessionAttribute>.allValueStrings.joined(separator: ", ")
            throw .badInput("'\(source[0])' is no attribute; the attributes are \(known)")
        }
        let variable = TemplateVariable(
            name: String(target[1]), attribute: attribute.value,
            defaultValue: source.count > 1 ? String(source[1]) : "")
        return (String(target[0]), variable)
    }
}
