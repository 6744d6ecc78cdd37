/// The `fields` parameter of a read: which members of a node the caller wants.
enum FieldSelection {
    /// Picks members of a node; `id` is always among them.
    ///
    /// `fields` are comma-separated names, or `nil` for the defaults; `members` are all that the
    /// node has, null where it has no value; `unkept` are those that Meta's nodes have and the
    /// sandbox keeps no value of, left out like a null; `node` is the type's name in an error.
    static func pick(
        _ fields: String?, defaults: [String], from members: [String: JSON],
        unkept: Set<String> = [], node: String
    ) throws(GraphError) -> JSON {
        var picked: [String: JSON] = [:]
        for name in (fields.map(names) ?? defaults) + ["id"] where !unkept.contains(name) {
            guard let value = members[name] else { throw .unknownField(name, of: node) }
            if value != .null { picked[name] = value }
        }
        return .object(picked)
    }

    /// The names in a list, without what follows them: `owner{id,name}` and `data.limit(3)`.
    static func names(_ fields: String) -> [String] {
        var names = [""]
        var depth = 0
        var isEnded = false
        for character in fields where !character.isWhitespace {
            switch character {
            case "{", "(":
                depth += 1
                isEnded = true
            case "}", ")": depth -= 1
            case "," where depth == 0:
                names.append("")
                isEnded = false
            case ".": isEnded = true
            default:
                if !isEnded { names[names.count - 1].append(character) }
            }
        }
        return names.filter { !$0.isEmpty }
    }
}
