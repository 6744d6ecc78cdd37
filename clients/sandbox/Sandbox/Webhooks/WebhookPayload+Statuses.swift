/// What is told of messages.
extension WebhookPayload {
    /// A status of a message, in the form that its script asks for.
    static func status(_ update: StatusUpdate, of message: AcceptedMessage) -> WebhookChange {
        var value = header(
            phoneNumberID: message.phoneNumberID, displayPhoneNumber: message.displayPhoneNumber)
        guard !update.form.isErrorsOnly else {
            value["errors"] = [error(update.failureCode ?? 131_000)]
            return WebhookChange(wabaID: message.wabaID, field: "messages", value: value)
        }
        var status = members(of: update, message)
        if update.form.hasUnknownField {
            status["future_member"] = ["nested": [1, .null, "x"]]
            value["future_member"] = "x"
        }
        if update.form.hasContacts {
            value["contacts"] = [contact(message.request.recipient, update.form)]
        }
        value["statuses"] = [.object(status)]
        return WebhookChange(wabaID: message.wabaID, field: "messages", value: value)
    }

    /// An upper bound of a status's bytes in a body: each character of the data may be escaped.
    static func bytesMax(of message: AcceptedMessage) -> Int {
        2_048 + 6 * (message.request.callbackData?.utf8.count ?? 0)
    }

    /// The members of a value of the field `messages` that are always there.
    static func header(phoneNumberID: String, displayPhoneNumber: String) -> [String: JSON] {
        [
            "messaging_product": "whatsapp",
            "metadata": [
                "display_phone_number": .string(displayPhoneNumber),
                "phone_number_id": .string(phoneNumberID),
            ],
        ]
    }

    /// The customer, with the id that stands for them when their number is hidden.
    static func contact(_ recipient: String, _ form: ReceiptForm = ReceiptForm()) -> JSON {
        var contact: [String: JSON] = [
            "profile": ["name": "Sandbox customer"], "user_id": .string(userID(of: recipient)),
        ]
        if !form.hidesPhone { contact["wa_id"] = .string(recipient) }
        return .object(contact)
    }

    /// An error as webhooks carry it.
    static func error(_ code: Int) -> JSON {
        let title = FailureTitle.of(code)
        return [
            "code": .integer(code), "title": .string(title), "message": .string(title),
            "error_data": ["details": .string(title + ".")],
            "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
        ]
    }

    private static func members(
        of update: StatusUpdate, _ message: AcceptedMessage
    ) -> [String: JSON] {
        let recipient = message.request.recipient
        let wamid =
            update.form.hasUnknownWamid
            ? "wamid.VU5LTk9XTg\(message.number)" : message.wamid.rawValue
        var status: [String: JSON] = [
            "id": .string(wamid),
            "status": .string(update.status.rawValue),
            "timestamp": .string(String(update.timestamp)),
        ]
        if update.form.hidesPhone {
            status["recipient_user_id"] = .string(userID(of: recipient))
        } else {
            status["recipient_id"] = .string(recipient)
        }
        if let data = message.request.callbackData {
            status["biz_opaque_callback_data"] = .string(data)
        }
        if let code = update.failureCode { status["errors"] = [error(code)] }
        let category = JSON.string(message.category.rawValue.lowercased())
        if update.carriesPricing {
            status["pricing"] = [
                "billable": true, "pricing_model": "PMP", "type": "regular", "category": category,
            ]
        }
        if update.form.hasConversation, update.failureCode == nil {
            status["conversation"] = conversation(update, message.number, category)
        }
        return status
    }

    /// Before version 24 each message had a conversation, with an end on `sent` alone.
    private static func conversation(
        _ update: StatusUpdate, _ number: Int, _ category: JSON
    ) -> JSON {
        var conversation: [String: JSON] = [
            "id": .string("c0ffee\(String(number, radix: 16))"), "origin": ["type": category],
        ]
        if update.status == .sent {
            conversation["expiration_timestamp"] = .string(String(update.timestamp + 86_400))
        }
        return .object(conversation)
    }

    /// A business-scoped user id: a country, and digits that do not tell the number (FNV-1a).
    private static func userID(of recipient: String) -> String {
        let hash = recipient.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return "US.\(hash)"
    }
}

/// What an error of a `failed` status is called.
enum FailureTitle {
    private static let titles = [
        130_403: "The user is blocked by the business",
        130_472: "The user's number is part of an experiment",
        130_497: "The account may not message users of this country",
        131_000: "Something went wrong",
        131_016: "Service unavailable",
        131_026: "Message undeliverable",
        131_031: "The account is locked",
        131_042: "Problem with the payment method of the business",
        131_047: "The customer service window is closed",
        131_048: "Spam limit of the number reached",
        131_049: "Not delivered to keep the ecosystem healthy",
        131_050: "The user stopped marketing messages",
        131_053: "The media could not be uploaded",
        132_015: "Template is paused",
        132_016: "Template is disabled",
    ]

    static func of(_ code: Int) -> String {
        titles[code] ?? "Message failed"
    }
}
