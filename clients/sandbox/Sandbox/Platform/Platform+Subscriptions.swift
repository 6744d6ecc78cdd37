/// Which apps are told what happens at an account, and where.
extension Platform {
    /// `GET /{waba_id}/subscribed_apps`: every app, whoever asks.
    func subscribedApps(of account: Account) -> JSON {
        let subscriptions = account.subscriptions.sorted { $0.key < $1.key }
        let shown = subscriptions.map { id, subscription in
            var app: [String: JSON] = [
                "whatsapp_business_api_data": [
                    "id": .string(id), "name": .string(directory.apps[id]?.name ?? ""),
                    "link": .string("https://www.facebook.com/games/?app_id=\(id)"),
                ]
            ]
            if let callback = subscription.override {
                app["override_callback_uri"] = .string(callback.url)
            }
            return JSON.object(app)
        }
        return ["data": .array(shown)]
    }

    /// `POST /{waba_id}/subscribed_apps`: subscribes the token's app, with or without an
    /// alternate callback for the account.
    ///
    /// The handshake of that callback runs afterwards and is repeated until it succeeds; Meta
    /// runs it once, before it answers.
    func subscribe(_ account: Account, _ request: GraphRequest) throws(GraphError) -> Answer {
        let app = try callingApp(request)
        let callback = try alternateCallback(Fields(request.members()))
        directory.update(account.id) { $0.subscribe(app.id, callback) }
        refreshEndpoints()
        return .success
    }

    /// `DELETE /{waba_id}/subscribed_apps`: no webhooks to the token's app from here on.
    func unsubscribe(_ account: Account, _ request: GraphRequest) throws(GraphError) -> Answer {
        let app = try callingApp(request)
        directory.update(account.id) { $0.subscriptions[app.id] = nil }
        refreshEndpoints()
        return .success
    }

    /// `POST /{phone_number_id}` with a `webhook_configuration`: an alternate callback for the
    /// number, or none if its URL is empty.
    func setNumberCallback(
        _ id: String, of account: Account, _ request: GraphRequest
    ) throws(GraphError) -> Answer {
        let app = try callingApp(request)
        guard account.subscriptions[app.id] != nil else {
            throw .invalid("the app is not subscribed to account \(account.id)")
        }
        let fields = try Fields(request.members()).requiredObject("webhook_configuration")
        try fields.allow(only: ["override_callback_uri", "verify_token"])
        let callback = try alternateCallback(fields)
        directory.update(account.id) { $0.subscribe(app.id, callback, number: id) }
        refreshEndpoints()
        return .success
    }

    private func callingApp(_ request: GraphRequest) throws(GraphError) -> App {
        let token = try AccessToken.token(of: request)
        guard let app = directory.apps.owner(ofToken: token) else { throw .tokenInvalid }
        return app
    }
}
