/// What is told of messages.
extension WebhookPayload {
    /// A status of a message, in the form that its script asks for.
    static func status(
        _ update: StatusUpdate, of message: AcceptedMessage, to customer: Customer
    ) -> WebhookChange {
        var value = header(
            phoneNumberID: message.phoneNumberID, displayPhoneNumber: message.displayPhoneNumber)
        guard !update.form.isErrorsOnly else {
            value["errors"] = [error(update.failureCode ?? 131_000)]
            return WebhookChange(wabaID: message.wabaID, field: "messages", value: value)
        }
        var status = members(of: update, message, to: customer)
        if update.form.hasUnknownField {
            status["future_member"] = ["nested": [1, .null, "x"]]
            value["future_member"] = "x"
        }
        if update.form.hasContacts {
            value["contacts"] = [contact(customer, isHidden: update.form.hidesPhone)]
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
        of update: StatusUpdate, _ message: AcceptedMessage, to customer: Customer
    ) -> [String: JSON] {
        let wamid =
            update.form.hasUnknownWamid
            ? "wamid.VU5LTk9XTg\(message.number)" : message.wamid.rawValue
        var status: [String: JSON] = [
            "id": .string(wamid),
            "status": .string(update.status.rawValue),
            "timestamp": .string(String(update.timestamp)),
        ]
        if update.form.hasUserIDs {
            status["recipient_user_id"] = .string(customer.userID)
        }
        if !update.form.hidesPhone, !customer.traits.isHidden {
            status["recipient_id"] = .string(customer.waID)
        }
        if let data = message.request.callbackData {
            status["biz_opaque_callback_data"] = .string(data)
        }
        if let code = update.failureCode { status["errors"] = update.form.errors.list(code) }
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
}

extension ReceiptForm.Errors {
    /// The member `errors` of a failed status; `nil` leaves it out.
    fileprivate func list(_ code: Int) -> JSON? {
        switch self {
        case .present: return [WebhookPayload.error(code)]
        case .missing: return nil
        case .codeAsString:
            let error = WebhookPayload.error(code).object ?? [:]
            return [.object(error.merging(["code": .string(String(code))]) { $1 })]
        }
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
        131_037: "The display name is not approved",
        131_042: "Problem with the payment method of the business",
        131_047: "The customer service window is closed",
        131_048: "Spam limit of the number reached",
        131_049: "Not delivered to keep the ecosystem healthy",
        131_050: "The user stopped marketing messages",
        131_053: "The media could not be uploaded",
        131_057: "The account is in maintenance mode",
        131_064: "The limit was cut for messages in the wrong category",
        132_015: "Template is paused",
        132_016: "Template is disabled",
    ]

    static func of(_ code: Int) -> String {
        titles[code] ?? "Message failed"
    }
}
