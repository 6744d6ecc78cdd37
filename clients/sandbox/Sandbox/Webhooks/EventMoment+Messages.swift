/// Events of the field `messages`: customers' messages, foreign statuses, errors of the system.
extension EventMoment {
    /// A text, or the tap on a quick reply of the message `wamid`.
    func customerMessage(_ fields: Fields) throws(GraphError) -> [String: JSON] {
        let customer = try customer(fields)
        let origin = try fields.string("wamid")
        guard let button = try fields.object("button") else {
            return message(
                from: customer, text(try fields.required("text"), answering: origin)
            ).value
        }
        guard let origin else { throw .missing("wamid") }
        try button.allow(only: ["payload", "text"])
        let content = tap(
            on: origin, try button.required("text"), payload: try button.string("payload"))
        return message(from: customer, content).value
    }

    /// What a text has beside who wrote it and when.
    func text(_ text: String, answering wamid: String?) -> [String: JSON] {
        var content: [String: JSON] = ["type": "text", "text": ["body": .string(text)]]
        if let wamid { content["context"] = context(wamid) }
        return content
    }

    /// Another text in the place of an earlier message's.
    func edit(of wamid: String, _ text: String) -> [String: JSON] {
        [
            "type": "edit",
            "edit": [
                "original_message_id": .string(wamid),
                "message": [
                    "context": ["id": .string(wamid)], "type": "text",
                    "text": ["body": .string(text)],
                ],
            ],
        ]
    }

    /// The tap on a quick reply; without a payload it carries the button's text twice.
    func tap(on wamid: String, _ text: String, payload: String?) -> [String: JSON] {
        [
            "type": "button", "context": context(wamid),
            "button": ["payload": .string(payload ?? text), "text": .string(text)],
        ]
    }

    /// The tap on a reply button of an interactive message.
    func reply(to wamid: String, id: String, _ title: String) -> [String: JSON] {
        [
            "type": "interactive", "context": context(wamid),
            "interactive": [
                "type": "button_reply",
                "button_reply": ["id": .string(id), "title": .string(title)],
            ],
        ]
    }

    /// A message of a customer as a change.
    func message(from customer: Customer, _ content: [String: JSON]) -> WebhookChange {
        let message = WebhookPayload.message(from: customer, id: wamid, time: time, content)
        var value = header
        value["contacts"] = [WebhookPayload.contact(customer)]
        value["messages"] = [.object(message)]
        return management("messages", value)
    }

    /// The news that a customer has another number or another user id.
    func systemMessage(_ customer: Customer, _ new: Customer) -> WebhookChange {
        var value = header
        value["messages"] = [
            .object(WebhookPayload.change(of: customer, to: new, id: wamid, time: time))
        ]
        return management("messages", value)
    }

    /// A status of a message that the sandbox need not know.
    func foreignStatus(_ fields: Fields) throws(GraphError) -> [String: JSON] {
        let customer = try customer(fields)
        var status: [String: JSON] = [
            "id": .string(try fields.required("wamid")),
            "status": .string(try fields.required("status")),
            "timestamp": .string(String(time)), "recipient_user_id": .string(customer.userID),
        ]
        if !customer.traits.isHidden { status["recipient_id"] = .string(customer.waID) }
        if let data = try fields.string("callback_data") {
            status["biz_opaque_callback_data"] = .string(data)
        }
        if let code = try fields.integer("error_code") {
            status["errors"] = [WebhookPayload.error(code)]
        }
        var value = header
        value["contacts"] = [WebhookPayload.contact(customer)]
        value["statuses"] = [.object(status)]
        return value
    }

    /// An error of the account or the system, without a message.
    func systemError(_ fields: Fields) throws(GraphError) -> [String: JSON] {
        guard let code = try fields.integer("error_code") else { throw .missing("from") }
        var value = header
        value["errors"] = [WebhookPayload.error(code)]
        return value
    }

    private func context(_ wamid: String) -> JSON {
        ["from": .string(number.digits), "id": .string(wamid)]
    }
}
