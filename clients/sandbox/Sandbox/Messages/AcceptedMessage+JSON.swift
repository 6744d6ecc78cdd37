import Foundation

extension AcceptedMessage {
    /// The answer of the send call; who hides their number is named by the user id alone.
    func sendAnswer(to customer: Customer) -> JSON {
        var contact: [String: JSON] = [
            "input": .string(request.to), "user_id": .string(customer.userID),
        ]
        if !customer.traits.isHidden { contact["wa_id"] = .string(customer.waID) }
        return [
            "messaging_product": "whatsapp",
            "contacts": [.object(contact)],
            "messages": [
                [
                    "id": .string(wamid.rawValue),
                    "message_status": isHeld ? "held_for_quality_assessment" : "accepted",
                ]
            ],
        ]
    }

    /// The message as `/sandbox/messages` shows it.
    var inspected: JSON {
        [
            "n": .integer(number),
            "wamid": .string(wamid.rawValue),
            "waba_id": .string(wabaID),
            "phone_number_id": .string(phoneNumberID),
            "to": .string(request.recipient),
            "input": .string(request.to),
            "template": [
                "id": .string(templateID),
                "name": .string(request.templateName),
                "language": .string(request.language),
            ],
            "parameters": request.rawComponents,
            "rendered": rendered.inspected,
            "biz_opaque_callback_data": .optional(request.callbackData),
            "accepted_at": .string(ISOTime.text(acceptedAt)),
            "held": .bool(isHeld),
            "fault": .optional(fault),
            "statuses": .array(statuses.map(\.inspected)),
        ]
    }
}

extension AcceptedMessage.SentStatus {
    fileprivate var inspected: JSON {
        [
            "status": .string(status.rawValue),
            "timestamp": .integer(timestamp),
            "tries": .integer(tries),
            "acknowledged": .bool(isAcknowledged),
            "http_status": lastResult.status.map(JSON.integer) ?? .null,
            "latency_ms": .integer(Int(lastResult.latency / .milliseconds(1))),
        ]
    }
}

extension RenderedMessage {
    fileprivate var inspected: JSON {
        [
            "header": .optional(header),
            "body": .string(body),
            "footer": .optional(footer),
            "buttons": .array(
                buttons.map { button in
                    [
                        "type": .string(button.type), "label": .string(button.label),
                        "value": .optional(button.value),
                    ]
                }),
            "text": .string(text),
        ]
    }
}

/// Moments as people and scripts read them.
enum ISOTime {
    /// ISO 8601 in UTC with milliseconds.
    static func text(_ secondsSince1970: Double) -> String {
        Date(timeIntervalSince1970: secondsSince1970)
            .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}
