extension TemplateDraft {
    /// Reads the body of a creation; what is misspelt or missing is refused with code 100.
    init(decoding members: [String: JSON]) throws(GraphError) {
        let name = try Self.string("name", in: members)
        let language = try Self.string("language", in: members)
        guard let category = TemplateCategory(rawValue: try Self.string("category", in: members))
        else { throw .invalid("category must be UTILITY, MARKETING or AUTHENTICATION") }
        let components = members["components"] ?? .null
        self.init(
            name: name, language: language, category: category,
            format: try Self.format(members["parameter_format"]) ?? .positional,
            content: try TemplateContent(decoding: components), components: components,
            timeToLiveSeconds: try Self.timeToLive(members["message_send_ttl_seconds"]))
    }

    /// The draft that an edit makes: all components replaced, the rest kept where it is not named.
    func edited(by members: [String: JSON]) throws(GraphError) -> TemplateDraft {
        var draft = self
        if let components = members["components"] {
            draft.components = components
            draft.content = try TemplateContent(decoding: components)
        }
        if let category = members["category"] {
            guard let value = category.string.flatMap(TemplateCategory.init(rawValue:)) else {
                throw .invalid("category must be UTILITY, MARKETING or AUTHENTICATION")
            }
            draft.category = value
        }
        draft.format = try Self.format(members["parameter_format"]) ?? draft.format
        if let seconds = try Self.timeToLive(members["message_send_ttl_seconds"]) {
            draft.timeToLiveSeconds = seconds
        }
        return draft
    }

    private static func string(
        _ key: String, in members: [String: JSON]
    ) throws(GraphError) -> String {
        guard let value = members[key]?.string else { throw .invalid("\(key) must be a string") }
        return value
    }

    private static func format(_ value: JSON?) throws(GraphError) -> ParameterFormat? {
        guard let value, value != .null else { return nil }
        guard let format = value.string.flatMap({ ParameterFormat(rawValue: $0.uppercased()) })
        else { throw .invalid("parameter_format must be POSITIONAL or NAMED") }
        return format
    }

    private static func timeToLive(_ value: JSON?) throws(GraphError) -> Int? {
        guard let value, value != .null else { return nil }
        guard let seconds = value.integer else {
            throw .invalid("message_send_ttl_seconds must be an integer")
        }
        return seconds
    }
}
