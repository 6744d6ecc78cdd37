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
    let customers: Customers
    let waIDs: WaIDRules
    let portfolioID: String

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

    func management(_ field: String, _ value: [String: JSON]) -> WebhookChange {
        WebhookChange(
            wabaID: wabaID, field: field, value: value,
            time: field == "messages" ? nil : time)
    }

    private func accountUpdate(_ fields: Fields) throws(GraphError) -> [String: JSON] {
        try fields.allow(
            only: Self.common.union([
                "event", "restriction_type", "expires_in_seconds", "violation_type", "ban_state",
                "ban_date",
            ]))
        let event = try fields.required("event")
        var value: [String: JSON] = ["event": .string(event)]
        if ["ACCOUNT_OFFBOARDED", "PARTNER_REMOVED"].contains(event) {
            value["waba_info"] = [
                "waba_id": .string(wabaID), "owner_business_id": .string(portfolioID),
            ]
        }
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
            value["ban_info"] = [
                "waba_ban_state": .string(state),
                "waba_ban_date": .string(try fields.string("ban_date") ?? BanDate.text(time)),
            ]
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
        let preference = try fields.required("preference")
        try MarketingPreference.check(preference)
        return self.preference(preference, of: try customer(fields), ids: .shown)
    }

    /// A customer's choice about marketing messages as a change.
    func preference(
        _ preference: String, of customer: Customer, ids: CustomerAction.PreferenceIDs
    ) -> WebhookChange {
        var value = header
        value["contacts"] = [
            WebhookPayload.contact(customer, isHidden: ids == .userID)
        ]
        value["user_preferences"] = [
            WebhookPayload.preference(preference, of: customer, ids: ids, time: time)
        ]
        return management("user_preferences", value)
    }

    /// The members of a value of the field `messages` that are always there.
    var header: [String: JSON] {
        WebhookPayload.header(phoneNumberID: number.id, displayPhoneNumber: number.digits)
    }

    /// The customer whose number `from` is, or whose `wa_id`.
    func customer(_ fields: Fields) throws(GraphError) -> Customer {
        let from = try fields.required("from")
        guard let digits = RecipientNumber.digits(of: from) else {
            throw .invalid("from must be 7 to 15 digits")
        }
        return customers.customer(waIDs.waID(of: digits), of: portfolioID)
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
