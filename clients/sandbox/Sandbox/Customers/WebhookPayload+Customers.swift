/// What is told of customers, by the shapes of 2026: a number and a user id, or the id alone.
extension WebhookPayload {
    /// The element of `contacts`.
    static func contact(_ customer: Customer, isHidden: Bool = false) -> JSON {
        var profile: [String: JSON] = ["name": .string(customer.traits.name)]
        if let username = customer.traits.username { profile["username"] = .string(username) }
        var contact: [String: JSON] = [
            "profile": .object(profile), "user_id": .string(customer.userID),
        ]
        let hasNumber = !customer.traits.isHidden || customer.traits.hasContactNumber
        if hasNumber, !isHidden { contact["wa_id"] = .string(customer.waID) }
        return .object(contact)
    }

    /// A message of a customer; `content` is its type and what the type has.
    static func message(
        from customer: Customer, id: Wamid, time: Int, _ content: [String: JSON]
    ) -> [String: JSON] {
        var message = content
        message["id"] = .string(id.rawValue)
        message["timestamp"] = .string(String(time))
        message["from_user_id"] = .string(customer.userID)
        if !customer.traits.isHidden { message["from"] = .string(customer.waID) }
        return message
    }

    /// Another number, or another user id: Meta tells the second where it may not tell numbers.
    ///
    /// Unlike other messages it has no `contacts`.
    static func change(
        of customer: Customer, to new: Customer, id: Wamid, time: Int
    ) -> [String: JSON] {
        let isNumberTold = new.waID != customer.waID && !new.traits.isHidden
        let (old, other) =
            isNumberTold ? (customer.waID, new.waID) : (customer.userID, new.userID)
        var system: [String: JSON] = [
            "type": .string(isNumberTold ? "user_changed_number" : "user_changed_user_id"),
            "body": .string("User \(customer.traits.name) changed from \(old) to \(other)"),
            "user_id": .string(new.userID), "previous_user_id": .string(customer.userID),
        ]
        var message: [String: JSON] = [
            "id": .string(id.rawValue), "timestamp": .string(String(time)), "type": "system",
        ]
        if isNumberTold {
            system["wa_id"] = .string(new.waID)
            message["from"] = .string(customer.waID)
        }
        message["system"] = .object(system)
        return message
    }

    /// A choice about marketing messages.
    static func preference(
        _ preference: String, of customer: Customer, ids: CustomerAction.PreferenceIDs, time: Int
    ) -> JSON {
        var shown: [String: JSON] = [
            "category": "marketing_messages", "value": .string(preference),
            "timestamp": .integer(time),
            "detail": .string("User requested to \(preference) marketing messages"),
        ]
        if ids == .userID || ids == .shown { shown["user_id"] = .string(customer.userID) }
        if ids == .waID || (ids == .shown && !customer.traits.isHidden) {
            shown["wa_id"] = .string(customer.waID)
        }
        return .object(shown)
    }
}
