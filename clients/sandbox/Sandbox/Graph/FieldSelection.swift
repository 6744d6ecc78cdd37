/// The `fields` parameter of a read: which members of a node the caller wants.
enum FieldSelection {
    /// Picks members of a node; `id` is always among them.
    ///
    /// `fields` are comma-separated names, or `nil` for the defaults; `members` are all that the
    /// node has, null where it has no value; `node` is the type's name in an error.
    static func pick(
        _ fields: String?, defaults: [String], from members: [String: JSON], node: String
    ) throws(GraphError) -> JSON {
        var picked: [String: JSON] = [:]
        let names = fields.map { $0.split(separator: ",").map { trimmed($0) } } ?? defaults
        for name in names + ["id"] {
            guard let value = members[name] else { throw .unknownField(name, of: node) }
            if value != .null { picked[name] = value }
        }
        return .object(picked)
    }

    private static func trimmed(_ name: Substring) -> String {
        String(name.filter { !$0.isWhitespace })
    }
}
