extension Account {
    /// The account as `/sandbox/accounts` shows it, secrets included: they are made up.
    func inspected(_ apps: Apps) -> JSON {
        let numbers = numbers.sorted { $0.key < $1.key }.map { id, number in
            [
                "phone_number_id": .string(id), "display_phone_number": .string(number),
            ] as JSON
        }
        let own = callbacks[appID]
        let app = apps[appID]
        return [
            "waba_id": .string(id),
            "portfolio_id": .string(portfolioID),
            "namespace": .string(namespace),
            "app_id": .string(appID),
            "access_token": .string(accessToken),
            "token_state": .optional(tokens[accessToken]?.rawValue),
            "tokens": .array(
                tokens.sorted { $0.key < $1.key }.map { token, state in
                    [
                        "token": .string(token), "state": .string(state.rawValue),
                        "app_id": .optional(apps.owner(ofToken: token)?.id),
                    ]
                }),
            "app_secret": .optional(own?.signingSecret ?? app?.signingSecret ?? app?.secret),
            "verify_token": .string(verifyToken),
            "webhook_url": .optional((own?.callback ?? app?.callback)?.url),
            "subscriptions": .array(subscriptions.sorted { $0.key < $1.key }.map(Self.shown)),
            "phone_numbers": .array(numbers),
            "allowed_recipients": allowedRecipients.map { .array($0.sorted().map(JSON.string)) }
                ?? .null,
        ]
    }

    /// Subscribes an app; a callback is the account's alternate one, or that of a number.
    mutating func subscribe(_ appID: String, _ callback: Callback?, number: String? = nil) {
        if let number {
            subscriptions[appID, default: Subscription()].numberOverrides[number] = callback
        } else {
            subscriptions[appID, default: Subscription()].override = callback
        }
    }

    private static func shown(_ appID: String, _ subscription: Subscription) -> JSON {
        [
            "app_id": .string(appID),
            "override_callback_uri": .optional(subscription.override?.url),
            "number_overrides": .object(
                subscription.numberOverrides.mapValues { .string($0.url) }),
        ]
    }
}

extension AccountSeed {
    private static let names: Set = [
        "waba_id", "phone_number_id", "display_phone_number", "access_token", "app_secret",
        "verify_token", "namespace", "webhook_url", "allowed_recipients", "portfolio_id",
        "app_id", "token_app_id", "subscribed",
    ]

    /// Reads the body of `POST /sandbox/accounts`; what is left out has the default's value.
    init(decoding fields: Fields) throws(GraphError) {
        try fields.allow(only: Self.names)
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
        appID = try fields.string("app_id")
        tokenAppID = try fields.string("token_app_id")
        isSubscribed = try fields.bool("subscribed") ?? true
        guard let allowed = fields.value("allowed_recipients") else { return }
        guard let list = allowed.array, list.allSatisfy({ $0.string != nil }) else {
            throw .invalid("allowed_recipients must be an array of strings")
        }
        allowedRecipients = list.compactMap(\.string)
    }
}
