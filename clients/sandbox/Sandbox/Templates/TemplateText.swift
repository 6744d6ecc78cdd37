import Foundation

/// A text with `{{variables}}` in it, split into what is fixed and what is filled in.
struct TemplateText: Sendable, Hashable {
    enum Segment: Sendable, Hashable {
        case literal(String)
        case variable(String)
    }

    /// A text whose braces make no variables; the reason is a sentence.
    struct Malformed: Error, Hashable {
        let reason: String
    }

    let source: String
    let segments: [Segment]
    /// The names of the variables, each once, in the order of their first use.
    let variables: [String]

    /// Splits a text; throws if a `{{` is never closed or holds no name.
    init(parsing source: String) throws(Malformed) {
        var segments: [Segment] = []
        var rest = source[...]
        while let opening = rest.range(of: "{{") {
            let tail = rest[opening.upperBound...]
            guard let closing = tail.range(of: "}}") else {
                throw Malformed(reason: "A variable is opened with {{ and never closed.")
            }
            let name = tail[..<closing.lowerBound]
            guard !name.isEmpty,
                name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
            else { throw Malformed(reason: "{{\(name)}} is no name of a variable.") }
            if opening.lowerBound > rest.startIndex {
                segments.append(.literal(String(rest[..<opening.lowerBound])))
            }
            segments.append(.variable(String(name)))
            rest = tail[closing.upperBound...]
        }
        if !rest.isEmpty { segments.append(.literal(String(rest))) }
        self.source = source
        self.segments = segments
        variables = segments.reduce(into: []) { names, segment in
            if case .variable(let name) = segment, !names.contains(name) { names.append(name) }
        }
    }

    /// The text with each variable replaced by its value; a variable without one stays as it is.
    func filled(with values: [String: String]) -> String {
        segments.reduce(into: "") { text, segment in
            switch segment {
            case .literal(let literal): text += literal
            case .variable(let name): text += values[name] ?? "{{\(name)}}"
            }
        }
    }
}
