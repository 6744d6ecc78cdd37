/// The `summary` parameter of a list of templates.
enum TemplateSummary {
    /// The members that a caller names, of the list that was found and of all there are.
    static func pick(_ names: String, found: Int, all: Int) throws(GraphError) -> JSON {
        let members: [String: JSON] = [
            "total_count": .integer(found),
            "message_template_count": .integer(all),
            "message_template_limit": .integer(Limits.templatesMax),
            "are_translations_complete": true,
        ]
        var picked: [String: JSON] = [:]
        for name in FieldSelection.names(names) {
            guard let value = members[name] else {
                throw .unknownField(name, of: "WhatsAppMessageTemplateSummary")
            }
            picked[name] = value
        }
        return .object(picked)
    }
}
