extension Template {
    /// What a read shows when it names no fields.
    static let defaultFields = [
        "name", "components", "language", "status", "category", "parameter_format", "id",
    ]

    /// The template as Graph shows it.
    func shown(fields: String?) throws(GraphError) -> JSON {
        try FieldSelection.pick(
            fields, defaults: Self.defaultFields, from: members, node: "WhatsAppMessageTemplate")
    }

    private var members: [String: JSON] {
        [
            "id": .string(id),
            "name": .string(name),
            "language": .string(language),
            "status": .string(status.rawValue),
            "category": .string(draft.category.rawValue),
            "parameter_format": .string(draft.format.rawValue),
            "components": draft.components,
            "message_send_ttl_seconds": draft.timeToLiveSeconds.map(JSON.integer) ?? .null,
            "quality_score": ["score": .string(quality.rawValue)],
            "rejected_reason": .string(rejectedReason),
            "sub_category": .null,
            "previous_category": .optional(previousCategory?.rawValue),
        ]
    }
}
