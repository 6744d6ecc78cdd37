/// A JSON value whose numbers are whole; an object keeps its members in order.
public indirect enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case string(String)
    case array([JSON])
    case object([Member])

    /// A member of an object.
    public struct Member: Hashable, Sendable {
        /// The member's name.
        public var key: String
        /// What stands behind the name.
        public var value: JSON

        /// Makes a member.
        public init(key: String, value: JSON) {
            self.key = key
            self.value = value
        }
    }
}

extension JSON: ExpressibleByDictionaryLiteral {
    /// Makes an object with the members in their order.
    public init(dictionaryLiteral members: (String, JSON)...) {
        self = .object(members.map { Member(key: $0.0, value: $0.1) })
    }
}

extension JSON {
    /// The value over several lines, indented by two blanks.
    public var pretty: String { text(indent: 0) }

    /// The value on one line.
    public var compact: String { text(indent: nil) }

    /// The value as text; `indent` counts the blanks before its first line, nil is for one line.
    private func text(indent: Int?) -> String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .string(let value): Self.quoted(value)
        case .array(let values):
            Self.list("[", values, "]", indent) { value, inner in value.text(indent: inner) }
        case .object(let members):
            Self.list("{", members, "}", indent) { member, inner in
                Self.quoted(member.key) + (inner == nil ? ":" : ": ")
                    + member.value.text(indent: inner)
            }
        }
    }

    private static func list<Item>(
        _ open: String, _ items: [Item], _ close: String, _ indent: Int?,
        _ text: (Item, Int?) -> String
    ) -> String {
        guard !items.isEmpty else { return open + close }
        guard let indent else {
            return open + items.map { text($0, nil) }.joined(separator: ",") + close
        }
        let blanks = String(repeating: " ", count: indent)
        let lines = items.map { "\(blanks)  \(text($0, indent + 2))" }
        return "\(open)\n\(lines.joined(separator: ",\n"))\n\(blanks)\(close)"
    }

    /// Escapes what JSON requires and, for the sake of terminals, every control character.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            default:
                if scalar.properties.generalCategory == .control {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
