/// The changes that webhooks carry.
enum WebhookPayload {
    /// A change of a template's status; `time` is in Unix seconds.
    static func templateStatus(
        _ template: Template, previous: TemplateStatus, time: Int
    ) -> WebhookChange {
        var value = header(of: template)
        value["event"] = .string(template.status.rawValue)
        value["message_template_category"] = .string(template.draft.category.rawValue)
        value["reason"] = template.status == .deleted ? .null : .string(template.rejectedReason)
        switch template.status {
        case .paused:
            value["other_info"] = [
                "title": .string(pauseTitle(template)),
                "description": "The template is paused because of low quality.",
            ]
        case .disabled:
            value["disable_info"] = ["disable_date": .integer(time)]
            value["other_info"] = [
                "title": "DISABLED", "description": "The template was disabled.",
            ]
        case .approved where previous == .paused:
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
        return change("message_template_status_update", template, value, time)
    }

    /// Another rating of a template.
    static func templateQuality(
        _ template: Template, previous: QualityRating, time: Int
    ) -> WebhookChange {
        var value = header(of: template)
        value["previous_quality_score"] = .string(previous.rawValue)
        value["new_quality_score"] = .string(template.quality.rawValue)
        return change("message_template_quality_update", template, value, time)
    }

    /// Another category of a template, by Meta.
    static func templateCategory(_ template: Template, time: Int) -> WebhookChange {
        var value = header(of: template)
        value["previous_category"] = .optional(template.previousCategory?.rawValue)
        value["new_category"] = .string(template.draft.category.rawValue)
        value["correct_category"] = .string(template.draft.category.rawValue)
        return change("template_category_update", template, value, time)
    }

    /// Other components of a template.
    static func templateComponents(_ template: Template, time: Int) -> WebhookChange {
        var value = header(of: template)
        value["message_template_element"] = .string(template.content.body.source)
        if case .text(let text)? = template.content.header {
            value["message_template_title"] = .string(text.source)
        }
        if let footer = template.content.footer {
            value["message_template_footer"] = .string(footer)
        }
        if !template.content.buttons.isEmpty {
            value["message_template_buttons"] = .array(template.content.buttons.map(button))
        }
        return change("message_template_components_update", template, value, time)
    }

    private static func button(_ button: TemplateContent.Button) -> JSON {
        var shown: [String: JSON] = [
            "message_template_button_type": .string(button.action.type),
            "message_template_button_text": .string(button.label),
        ]
        switch button.action {
        case .url(let url): shown["message_template_button_url"] = .string(url.source)
        case .phoneNumber(let number):
            shown["message_template_button_phone_number"] = .string(number)
        case .quickReply, .copyCode, .voiceCall: break
        }
        return .object(shown)
    }

    private static func pauseTitle(_ template: Template) -> String {
        if template.isPausedByPacing { return "RATE_LIMITING_PAUSE" }
        return template.pauses > 1 ? "SECOND_PAUSE" : "FIRST_PAUSE"
    }

    private static func header(of template: Template) -> [String: JSON] {
        [
            "message_template_id": .integer(Int(template.id) ?? 0),
            "message_template_name": .string(template.name),
            "message_template_language": .string(template.language),
        ]
    }

    private static func change(
        _ field: String, _ template: Template, _ value: [String: JSON], _ time: Int
    ) -> WebhookChange {
        WebhookChange(wabaID: template.wabaID, field: field, value: value, time: time)
    }
}
