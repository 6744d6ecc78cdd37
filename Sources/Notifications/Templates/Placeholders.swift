/// A template's text cut at its variables, such as `Hello {{1}}!`.
struct Placeholders: Hashable, Sendable {
    /// A stretch of the text.
    enum Piece: Hashable, Sendable {
        case text(String)
        /// What stands between the braces.
        case variable(String)
    }

    let pieces: [Piece]

    /// No text at all.
    init() { pieces = [] }

    /// Cuts the text; throws where braces do not pair or hold nothing.
    init(parsing text: String) throws(BrokenRule) {
        var pieces: [Piece] = []
        var literal: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            if rest.starts(with: Self.opening) {
                if !literal.isEmpty {
                    pieces.append(.text(String(decoding: literal, as: UTF8.self)))
                }
                literal = []
                pieces.append(.variable(try Self.takeName(&rest)))
            } else if rest.starts(with: Self.closing) {
                throw BrokenRule("must not have }} without {{ before it")
            } else {
                literal.append(rest.removeFirst())
            }
        }
        if !literal.isEmpty { pieces.append(.text(String(decoding: literal, as: UTF8.self))) }
        self.pieces = pieces
    }

    /// The variables, each once, in the order of their first places.
    var names: [String] {
        var names: [String] = []
        for case .variable(let name) in pieces where !names.contains(name) { names.append(name) }
        return names
    }

    /// Whether two variables stand side by side with nothing between them.
    var hasAdjacentVariables: Bool {
        zip(pieces, pieces.dropFirst()).contains { $0.isVariable && $1.isVariable }
    }

    /// The text with the values in the variables' places; a variable without one stays empty.
    func filled(with values: [String: String]) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .variable(let name): values[name] ?? ""
            }
        }.joined()
    }

    private static let opening = Array("{{".utf8)
    private static let closing = Array("}}".utf8)

    /// Takes a variable with its braces off the front.
    private static func takeName(_ rest: inout ArraySlice<UInt8>) throws(BrokenRule) -> String {
        rest = rest.dropFirst(opening.count)
        let name = rest.prefix { $0.isASCIIDigit || $0.isASCIILowercase || $0 == UInt8(ascii: "_") }
        rest = rest.dropFirst(name.count)
        guard !name.isEmpty, rest.starts(with: closing) else {
            throw BrokenRule(
                "must write each variable as {{1}} or {{name}}, with lower-case letters, digits "
                    + "and underscores between the braces")
        }
        rest = rest.dropFirst(closing.count)
        return String(decoding: name, as: UTF8.self)
    }
}

extension Placeholders.Piece {
    /// Whether a value goes here.
    var isVariable: Bool {
        if case .variable = self { true } else { false }
    }
}
