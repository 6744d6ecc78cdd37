/// Events of the field `messages`: customers' messages, foreign statuses, errors of the system.
extension EventMoment {
    /// A text, or the tap on a quick reply of the message `wamid`.
    func customerMessage(_ fields: Fields) throws(GraphError) -> [String: JSON] {
        let customer = try customer(fields)
        var message: [String: JSON] = [
            "from": .string(customer), "id": .string(wamid.rawValue),
            "timestamp": .string(String(time)),
        ]
        if let origin = try fields.string("wamid") {
            message["context"] = ["from": .string(number.digits), "id": .string(origin)]
        }
        if let button = try fields.object("button") {
            guard message["context"] != nil else { throw .missing("wamid") }
            try button.allow(only: ["payload", "text"])
            let text = try button.required("text")
            message["type"] = "button"
            message["button"] = [
                "payload": .string(try button.string("payload") ?? text), "text": .string(text),
            ]
        } else {
            message["type"] = "text"
            message["text"] = ["body": .string(try fields.required("text"))]
        }
        var value = header
        value["contacts"] = [WebhookPayload.contact(customer)]
        value["messages"] = [.object(message)]
        return value
    }

    /// A status of a message that the sandbox need not know.
    func foreignStatus(_ fields: Fields) throws(GraphError) -> [String: JSON] {
        let customer = try customer(fields)
        var status: [String: JSON] = [
            "id": .string(try fields.required("wamid")),
            "status": .string(try fields.required("status")),
            "timestamp": .string(String(time)), "recipient_id": .string(customer),
        ]
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
}
