extension MessageRequest {
    private static let topLevel: Set = [
        "messaging_product", "recipient_type", "to", "recipient", "type", "template",
        "biz_opaque_callback_data", "recipient_identity_key_hash", "messaging_account_id",
        "paid_messaging_account_id", "context",
    ]

    /// Reads the body of a send call.
    ///
    /// `template.namespace`, a field of the former On-Premises API, is passed over or refused.
    init(decoding members: [String: JSON], allowsNamespace: Bool) throws(GraphError) {
        let fields = Fields(members)
        guard try fields.string("messaging_product") == "whatsapp" else {
            throw .invalid("messaging_product is required and must be whatsapp")
        }
        // Before the keys: what another type may have is not to be taken for a misspelt field.
        let type = try fields.required("type")
        guard type == "template" else { throw .unsupportedType(type) }
        try fields.allow(only: Self.topLevel)
        if let context = try fields.object("context") {
            try context.allow(only: ["message_id"])
            _ = try context.required("message_id")
        }
        try Self.checkRecipientType(try fields.string("recipient_type"))
        let to = try Self.recipient(fields)
        let callbackData = try Self.callbackData(fields)

        let template = try fields.requiredObject("template")
        let former: Set<String> = allowsNamespace ? ["namespace"] : []
        try template.allow(only: former.union(["name", "language", "components"]))
        let name = try template.required("name")
        guard TemplateName.isValid(name) else {
            throw .invalid("template.name must be 1 to 512 of a-z, 0-9 and _")
        }
        var components: [MessageComponent] = []
        for component in try template.objects("components") {
            components.append(try MessageComponent(decoding: component))
        }
        self.init(
            to: to.written, recipient: to.digits, templateName: name,
            language: try Self.language(template), callbackData: callbackData,
            components: components, rawComponents: template.value("components") ?? [])
    }

    private static func checkRecipientType(_ type: String?) throws(GraphError) {
        switch type {
        case nil, "individual": return
        case "group": throw .groupRecipient
        case let other?: throw .wrongValue("recipient_type \(other) is not individual")
        }
    }

    private static func recipient(
        _ fields: Fields
    ) throws(GraphError) -> (written: String, digits: String) {
        guard let written = try fields.string("to"), !written.isEmpty else {
            if try fields.string("recipient") != nil { throw .userIDRecipient }
            throw .missing("to")
        }
        guard let digits = RecipientNumber.digits(of: written) else {
            throw .wrongValue("to is not a phone number with its country code")
        }
        return (written, digits)
    }

    private static func callbackData(_ fields: Fields) throws(GraphError) -> String? {
        let data = try fields.string("biz_opaque_callback_data")
        guard (data?.unicodeScalars.count ?? 0) <= Limits.callbackDataMax else {
            throw .invalid(
                "biz_opaque_callback_data is longer than \(Limits.callbackDataMax) characters")
        }
        return data
    }

    private static func language(_ template: Fields) throws(GraphError) -> String {
        let language = try template.requiredObject("language")
        try language.allow(only: ["code", "policy"])
        if let policy = try language.string("policy"), policy != "deterministic" {
            throw .wrongValue("template.language.policy must be deterministic")
        }
        return try language.required("code")
    }
}

/// A recipient's number, as Meta accepts it.
enum RecipientNumber {
    /// The 7 to 15 digits of a number that may be written with +, spaces, dashes and parentheses.
    static func digits(of written: String) -> String? {
        let unsigned = written.hasPrefix("+") ? written.dropFirst() : written[...]
        let digits = unsigned.filter { !" -()".contains($0) }
        guard (7...15).contains(digits.utf8.count), digits.first != "0",
            digits.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return digits
    }
}
