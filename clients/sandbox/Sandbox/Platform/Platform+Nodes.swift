/// Accounts and phone numbers as Graph shows them.
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
                    "subscribed_apps": subscribedApps(of: account),
                ],
                unkept: UnkeptFields.account, node: "WhatsAppBusinessAccount"))
    }

    /// `GET /{phone_number_id}`, and `POST` for its alternate callback.
    func numberNode(
        _ id: String, _ number: String, of account: Account, _ request: GraphRequest
    ) throws(GraphError) -> Answer {
        if request.method == "POST", try request.members()["webhook_configuration"] != nil {
            return try setNumberCallback(id, of: account, request)
        }
        guard request.method == "GET" else { throw .unknownNode(id, method: request.method) }
        return Answer(body: try shown(id, number, of: account, request))
    }

    /// `GET /{waba_id}/phone_numbers`.
    func listNumbers(of account: Account, _ request: GraphRequest) throws(GraphError) -> Answer {
        let ids = account.numbers.keys.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }
        let page = try CursorPage(
            of: ids, id: { $0 }, for: request, standard: Limits.numberPageDefault,
            most: Limits.numberPageMax)
        var data: [JSON] = []
        for id in page.nodes {
            data.append(try shown(id, account.numbers[id] ?? "", of: account, request))
        }
        return Answer(body: .object(page.body(data, for: request)))
    }

    private func shown(
        _ id: String, _ number: String, of account: Account, _ request: GraphRequest
    ) throws(GraphError) -> JSON {
        try FieldSelection.pick(
            request.query["fields"],
            defaults: [
                "id", "verified_name", "display_phone_number", "quality_rating",
                "code_verification_status", "platform_type", "throughput",
            ],
            from: members(id, number, of: account), unkept: UnkeptFields.number,
            node: "WhatsAppBusinessPhoneNumber")
    }

    private func members(
        _ id: String, _ number: String, of account: Account
    ) -> [String: JSON] {
        let limits = throttle.number(id).limits
        let recipients = throttle.portfolio(account.portfolioID).recipientsPerDay
        return [
            "id": .string(id),
            "verified_name": "Sandbox sender",
            "display_phone_number": .string("+" + number),
            "code_verification_status": "VERIFIED",
            "quality_rating": .string(limits.quality.rawValue),
            "quality_score": ["score": .string(limits.quality.rawValue)],
            "platform_type": "CLOUD_API",
            "account_mode": "LIVE",
            "status": "CONNECTED",
            "name_status": "APPROVED",
            "is_official_business_account": false,
            "is_on_biz_app": false,
            "is_pin_enabled": true,
            "is_preverified_number": false,
            "throughput": ["level": limits.messagesPerSecond.allows(80) ? "HIGH" : "STANDARD"],
            "whatsapp_business_manager_messaging_limit": .string(MessagingLimit.name(recipients)),
            "webhook_configuration": webhookConfiguration(of: id, in: account),
        ]
    }

    /// The callbacks that a number's webhooks choose from, its own first.
    private func webhookConfiguration(of id: String, in account: Account) -> JSON {
        let subscription = account.subscriptions[account.appID]
        let callbacks = [
            ("phone_number", subscription?.numberOverrides[id]),
            ("whatsapp_business_account", subscription?.override),
            (
                "application",
                account.callbacks[account.appID]?.callback
                    ?? directory.apps[account.appID]?.callback
            ),
        ]
        return .object(
            Dictionary(
                callbacks.compactMap { name, callback in
                    callback.map { (name, JSON.string($0.url)) }
                }
            ) { first, _ in first })
    }
}

/// What Meta's nodes have and the sandbox keeps no value of.
enum UnkeptFields {
    static let account: Set = [
        "account_review_status", "analytics", "business_verification_status", "country",
        "creation_time", "disable_marketing_messages_on_cloud_api", "health_status",
        "is_enabled_for_insights", "marketing_messages_lite_api_status",
        "marketing_messages_onboarding_status", "messaging_limit_tier",
        "on_behalf_of_business_info", "owner_business", "owner_business_info", "ownership_type",
        "primary_business_location", "primary_funding_id", "purchase_order_number", "status",
        "whatsapp_business_manager_messaging_limit",
    ]

    static let number: Set = [
        "ad_account", "certificate", "conversational_automation", "country_code",
        "country_dial_code", "eligibility_for_api_business_global_search", "health_status",
        "host_platform", "last_onboarded_time", "messaging_limit_tier", "new_certificate",
        "new_display_name", "new_name_status", "search_visibility", "username",
    ]
}
