extension Template {
    /// What a read shows when it names no fields.
    static let defaultFields = [
        "name", "components", "language", "status", "category", "parameter_format", "id",
    ]

    /// The template as Graph shows it.
    func shown(fields: String?) throws(GraphError) -> JSON {
        try FieldSelection.pick(
            fields, defaults: Self.defaultFields, from: members, unkept: Self.unkeptFields,
            node: "WhatsAppMessageTemplate")
    }

    /// What Meta's templates have and these do not.
    private static let unkeptFields: Set = [
        "bid_spec", "correct_category", "creative_sourcing_spec",
        "cta_url_link_tracking_opted_out", "degrees_of_freedom_spec", "display_format",
        "is_primary_device_delivery_only", "last_updated_time", "library_template_name",
        "tool_invocation_spec",
    ]

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
            "quality_score": ["score": .string(quality.rawValue), "date": .integer(ratedAt)],
            "rejected_reason": .string(rejectedReason),
            "sub_category": .null,
            "previous_category": .optional(previousCategory?.rawValue),
        ]
    }
}
