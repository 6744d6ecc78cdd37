/// The changes that webhooks carry.
enum WebhookPayload {
    /// A change of a template's status; `time` is in Unix seconds.
    static func templateStatus(_ template: Template, event: String, time: Int) -> WebhookChange {
        var value: [String: JSON] = [
            "event": .string(event),
            "message_template_id": .integer(Int(template.id) ?? 0),
            "message_template_name": .string(template.name),
            "message_template_language": .string(template.language),
            "message_template_category": .string(template.draft.category.rawValue),
            "reason": .string(template.rejectedReason),
        ]
        switch template.status {
        case .paused:
            value["other_info"] = [
                "title": template.pauses > 1 ? "SECOND_PAUSE" : "FIRST_PAUSE",
                "description": "The template is paused because of low quality.",
            ]
        case .disabled:
            value["disable_info"] = ["disable_date": .integer(time)]
            value["other_info"] = [
                "title": "DISABLED", "description": "The template was disabled.",
            ]
        case .approved where template.pauses > 0:
            value["other_info"] = [
                "title": "UNPAUSE", "description": "The template may be sent again.",
            ]
        case .rejected:
            value["rejection_info"] = [
                "reason": .string(template.rejectedReason),
                "recommendation": "Change the template and submit it again.",
            ]
        default: break
        }
        return WebhookChange(
            wabaID: template.wabaID, field: "message_template_status_update", value: value,
            time: time)
    }
}
