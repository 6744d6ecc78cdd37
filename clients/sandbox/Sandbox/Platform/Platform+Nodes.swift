/// Accounts and phone numbers as Graph shows them, and the subscription to webhooks.
extension Platform {
    /// `GET /{waba_id}`.
    func wabaNode(_ account: Account, _ request: GraphRequest) throws(GraphError) -> Answer {
        guard request.method == "GET" else {
            throw .unknownNode(account.id, method: request.method)
        }
        return Answer(
            body: try FieldSelection.pick(
                request.query["fields"],
                defaults: ["id", "name", "timezone_id", "message_template_namespace"],
                from: [
                    "id": .string(account.id),
                    "name": "Sandbox account",
                    "timezone_id": "1",
                    "currency": "USD",
                    "message_template_namespace": .string(account.namespace),
                ],
                node: "WhatsAppBusinessAccount"))
    }

    /// `GET /{phone_number_id}`.
    func numberNode(
        _ id: String, _ number: String, of account: Account, _ request: GraphRequest
    ) throws(GraphError) -> Answer {
        guard request.method == "GET" else { throw .unknownNode(id, method: request.method) }
        let limits = throttle.number(id).limits
        let recipients = throttle.portfolio(account.portfolioID).recipientsPerDay
        return Answer(
            body: try FieldSelection.pick(
                request.query["fields"],
                defaults: ["id", "verified_name", "display_phone_number", "quality_rating"],
                from: [
                    "id": .string(id),
                    "verified_name": "Sandbox sender",
                    "display_phone_number": .string("+" + number),
                    "code_verification_status": "VERIFIED",
                    "quality_rating": .string(limits.quality.rawValue),
                    "throughput": [
                        "level": limits.messagesPerSecond.allows(80) ? "HIGH" : "STANDARD"
                    ],
                    "whatsapp_business_manager_messaging_limit": .string(
                        MessagingLimit.name(recipients)),
                ],
                node: "WhatsAppBusinessPhoneNumber"))
    }

    /// `GET /{waba_id}/subscribed_apps`.
    func subscribedApps(of account: Account) -> Answer {
        guard account.isSubscribed else { return Answer(body: ["data": []]) }
        var app: [String: JSON] = [
            "whatsapp_business_api_data": ["id": "900000000000003", "name": "Sandbox app"]
        ]
        if let callback = account.callbackOverride {
            app["override_callback_uri"] = .string(callback.url)
        }
        return Answer(body: ["data": [.object(app)]])
    }

    /// `POST /{waba_id}/subscribed_apps`, with or without a callback of the account's own.
    ///
    /// The handshake of that callback runs afterwards and is repeated until it succeeds; Meta
    /// runs it once, before it answers.
    func subscribe(_ account: Account, _ request: GraphRequest) throws(GraphError) -> Answer {
        let fields = Fields(try request.members())
        let url = try fields.string("override_callback_uri")
        let token = try fields.string("verify_token")
        var callback: Callback?
        if let url {
            guard let token else { throw .invalid("override_callback_uri needs a verify_token") }
            callback = try Callback(url: url, verifyToken: token).checked()
        }
        accounts.update(account.id) { account in
            account.isSubscribed = true
            account.callbackOverride = callback
        }
        refreshEndpoint(of: account.id)
        return .success
    }

    /// `DELETE /{waba_id}/subscribed_apps`: no webhooks from here on.
    func unsubscribe(_ account: Account) -> Answer {
        accounts.update(account.id) { account in
            account.isSubscribed = false
            account.callbackOverride = nil
        }
        refreshEndpoint(of: account.id)
        return .success
    }
}
