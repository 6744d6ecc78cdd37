/// The bodies of webhooks.
enum WebhookPayload {
    /// A status of a message, in the shape of versions 24 and later: without `conversation`.
    static func status(
        _ status: MessageStatus, of message: AcceptedMessage, timestamp: Int, carriesPricing: Bool
    ) -> JSON {
        var entry: [String: JSON] = [
            "id": .string(message.wamid.rawValue),
            "status": .string(status.rawValue),
            "timestamp": .string(String(timestamp)),
            "recipient_id": .string(message.request.recipient),
        ]
        if let data = message.request.callbackData {
            entry["biz_opaque_callback_data"] = .string(data)
        }
        if carriesPricing {
            entry["pricing"] = [
                "billable": true, "pricing_model": "PMP", "type": "regular",
                "category": .string(message.category.rawValue.lowercased()),
            ]
        }
        return envelope(
            message.wabaID, field: "messages",
            value: [
                "messaging_product": "whatsapp",
                "metadata": [
                    "display_phone_number": .string(message.displayPhoneNumber),
                    "phone_number_id": .string(message.phoneNumberID),
                ],
                "contacts": [["wa_id": .string(message.request.recipient)]],
                "statuses": [.object(entry)],
            ])
    }

    /// A change of a template's status; `time` is in Unix seconds.
    static func templateStatus(_ template: Template, event: String, time: Int) -> JSON {
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
        return envelope(
            template.wabaID, field: "message_template_status_update", value: .object(value),
            time: time)
    }

    /// Management webhooks carry the time of the entry, statuses do not.
    private static func envelope(
        _ wabaID: String, field: String, value: JSON, time: Int? = nil
    ) -> JSON {
        var entry: [String: JSON] = [
            "id": .string(wabaID),
            "changes": [["field": .string(field), "value": value]],
        ]
        if let time { entry["time"] = .integer(time) }
        return ["object": "whatsapp_business_account", "entry": [.object(entry)]]
    }
}
