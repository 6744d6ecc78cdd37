/// When, of which number, and under which id something is told on demand.
struct EventMoment: Sendable {
    struct Number: Sendable {
        let id: String
        let digits: String
    }

    /// Unix seconds.
    let time: Int
    let wabaID: String
    let number: Number
    /// The id of a message that a customer sends.
    let wamid: Wamid

    private static let common: Set = [
        "field", "waba_id", "phone_number_id", "after_seconds", "value",
    ]

    /// Reads the body of `POST /sandbox/events`; a `value` is told as it is.
    func change(_ fields: Fields) throws(GraphError) -> WebhookChange {
        let field = try fields.required("field")
        if let value = try fields.object("value") {
            try fields.allow(only: Self.common)
            return management(field, value.members)
        }
        switch field {
        case "account_update": return management(field, try accountUpdate(fields))
        case "phone_number_quality_update": return management(field, try numberQuality(fields))
        case "business_capability_update": return management(field, try capability(fields))
        case "user_preferences": return try preferences(fields)
        case "messages": return try messages(fields)
        default: throw .missing("value")
        }
    }

    private func management(_ field: String, _ value: [String: JSON]) -> WebhookChange {
        WebhookChange(
            wabaID: wabaID, field: field, value: value,
            time: field == "messages" ? nil : time)
    }

    private func accountUpdate(_ fields: Fields) throws(GraphError) -> [String: JSON] {
        try fields.allow(
            only: Self.common.union([
                "event", "restriction_type", "expires_in_seconds", "violation_type", "ban_state",
            ]))
        var value: [String: JSON] = ["event": .string(try fields.required("event"))]
        if let type = try fields.string("restriction_type") {
            var restriction: [String: JSON] = ["restriction_type": .string(type)]
            if let expires = try fields.seconds("expires_in_seconds") {
                restriction["expiration"] = .integer(time + Int(expires / .seconds(1)))
            }
            value["restriction_info"] = [.object(restriction)]
        }
        if let type = try fields.string("violation_type") {
            value["violation_info"] = ["violation_type": .string(type)]
        }
        if let state = try fields.string("ban_state") {
            value["ban_info"] = ["waba_ban_state": .string(state)]
        }
        return value
    }

    private func numberQuality(_ fields: Fields) throws(GraphError) -> [String: JSON] {
        let levels = ["current_limit", "old_limit", "max_daily_conversations_per_business"]
        try fields.allow(only: Self.common.union(levels).union(["event"]))
        var value: [String: JSON] = [
            "display_phone_number": .string(number.digits),
            "event": .string(try fields.required("event")),
        ]
        for name in levels {
            if let level = try fields.string(name) { value[name] = .string(level) }
        }
        return value
    }

    private func capability(_ fields: Fields) throws(GraphError) -> [String: JSON] {
        let limits = [
            "max_daily_conversations_per_business", "max_phone_numbers_per_waba",
            "max_phone_numbers_per_business",
        ]
        try fields.allow(only: Self.common.union(limits))
        var value: [String: JSON] = [:]
        for name in limits {
            if let limit = try fields.integer(name, in: -1...Int.max) {
                value[name] = .integer(limit)
            }
        }
        guard !value.isEmpty else { throw .missing(limits[0]) }
        return value
    }

    private func preferences(_ fields: Fields) throws(GraphError) -> WebhookChange {
        try fields.allow(only: Self.common.union(["from", "preference"]))
        let customer = try customer(fields)
        let preference = try fields.required("preference")
        guard ["stop", "resume", "signup"].contains(preference) else {
            throw .invalid("preference must be stop, resume or signup")
        }
        var value = header
        value["contacts"] = [WebhookPayload.contact(customer)]
        value["user_preferences"] = [
            [
                "wa_id": .string(customer), "category": "marketing_messages",
                "value": .string(preference), "timestamp": .integer(time),
                "detail": .string("User requested to \(preference) marketing messages"),
            ]
        ]
        return management("user_preferences", value)
    }

    /// The members of a value of the field `messages` that are always there.
    var header: [String: JSON] {
        WebhookPayload.header(phoneNumberID: number.id, displayPhoneNumber: number.digits)
    }

    /// The digits of the customer's number.
    func customer(_ fields: Fields) throws(GraphError) -> String {
        let from = try fields.required("from")
        guard let digits = RecipientNumber.digits(of: from) else {
            throw .invalid("from must be 7 to 15 digits")
        }
        return digits
    }

    private func messages(_ fields: Fields) throws(GraphError) -> WebhookChange {
        try fields.allow(
            only: Self.common.union([
                "from", "text", "button", "wamid", "status", "callback_data", "error_code",
            ]))
        let value =
            if fields.value("status") != nil {
                try foreignStatus(fields)
            } else if fields.value("from") == nil {
                try systemError(fields)
            } else {
                try customerMessage(fields)
            }
        return management("messages", value)
    }
}
