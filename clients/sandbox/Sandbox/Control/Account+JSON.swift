extension Account {
    /// The account as `/sandbox/accounts` shows it, secrets included: they are made up.
    var inspected: JSON {
        let numbers = numbers.sorted { $0.key < $1.key }.map { id, number in
            [
                "phone_number_id": .string(id), "display_phone_number": .string(number),
            ] as JSON
        }
        return [
            "waba_id": .string(id),
            "portfolio_id": .string(portfolioID),
            "namespace": .string(namespace),
            "access_token": .string(accessToken),
            "token_state": .string(tokenState.rawValue),
            "app_secret": .string(appSecret),
            "verify_token": .string(verifyToken),
            "webhook_url": .optional(callback?.url),
            "phone_numbers": .array(numbers),
            "allowed_recipients": allowedRecipients.map { .array($0.sorted().map(JSON.string)) }
                ?? .null,
        ]
    }
}

extension AccountSeed {
    /// Reads the body of `POST /sandbox/accounts`; what is left out has the default's value.
    init(decoding fields: Fields) throws(GraphError) {
        try fields.allow(only: [
            "waba_id", "phone_number_id", "display_phone_number", "access_token", "app_secret",
            "verify_token", "namespace", "webhook_url", "allowed_recipients",
            "portfolio_id",
        ])
        self.init()
        wabaID = try fields.required("waba_id")
        phoneNumberID = try fields.required("phone_number_id")
        displayPhoneNumber = try fields.string("display_phone_number") ?? displayPhoneNumber
        accessToken = try fields.string("access_token") ?? accessToken
        appSecret = try fields.string("app_secret") ?? appSecret
        verifyToken = try fields.string("verify_token") ?? verifyToken
        namespace = try fields.string("namespace") ?? namespace
        portfolioID = try fields.string("portfolio_id") ?? portfolioID
        webhookURL = try fields.string("webhook_url")
        guard let allowed = fields.value("allowed_recipients") else { return }
        guard let list = allowed.array, list.allSatisfy({ $0.string != nil }) else {
            throw .invalid("allowed_recipients must be an array of strings")
        }
        allowedRecipients = list.compactMap(\.string)
    }
}
