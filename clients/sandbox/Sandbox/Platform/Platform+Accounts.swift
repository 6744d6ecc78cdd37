/// The part of `/sandbox` that is about apps, accounts, tokens and callbacks.
extension Platform {
    /// Answers a request about apps and accounts; `nil` if it is about something else.
    func accountControl(_ request: GraphRequest) throws(GraphError) -> Answer? {
        let path = Array(request.path.dropFirst())
        switch (request.method, path.first, path.count) {
        case ("GET", "apps", 1):
            return Answer(body: ["apps": .array(directory.apps.all.map(shown))])
        case ("POST", "apps", 1): return try setApp(request)
        case ("GET", "accounts", 1):
            return Answer(body: ["accounts": .array(accounts.all.map(shown))])
        case ("POST", "accounts", 1): return try addAccount(request)
        case ("POST", "accounts", 3) where path[2] == "token":
            return try setToken(of: path[1], request)
        case ("POST", "accounts", 3) where path[2] == "subscription":
            return try setSubscription(of: path[1], request)
        case ("POST", "tokens", 1): return try addToken(request)
        case ("POST", "webhook", 1): return try setWebhook(request)
        default: return nil
        }
    }

    /// `POST /sandbox/apps`: adds an app, or changes what is named of one.
    private func setApp(_ request: GraphRequest) throws(GraphError) -> Answer {
        let fields = Fields(try request.members())
        try fields.allow(only: [
            "app_id", "name", "secret", "verify_token", "webhook_url", "require_proof",
        ])
        let id = try fields.string("app_id") ?? directory.appID
        try GraphID.check(id)
        let secret = try fields.string("secret")
        guard
            var app = directory.apps[id]
                ?? secret.map({ App(id: id, secret: $0, verifyToken: options.seed.verifyToken) })
        else { throw .missing("secret") }
        if let secret { (app.secret, app.signingSecret) = (secret, nil) }
        app.name = try fields.string("name") ?? app.name
        app.verifyToken = try fields.string("verify_token") ?? app.verifyToken
        app.requiresProof = try fields.bool("require_proof") ?? app.requiresProof
        if let url = try fields.string("webhook_url") ?? app.callback?.url {
            app.callback = try Callback(url: url, verifyToken: app.verifyToken).checked()
        }
        try directory.set(app)
        refreshEndpoints()
        return Answer(body: shown(app))
    }

    private func addAccount(_ request: GraphRequest) throws(GraphError) -> Answer {
        let account = try directory.open(AccountSeed(decoding: Fields(request.members())))
        refreshEndpoints()
        return Answer(body: shown(account))
    }

    /// `POST /sandbox/accounts/{id}/token`: another state for one token of the account.
    private func setToken(of id: String, _ request: GraphRequest) throws(GraphError) -> Answer {
        let account = try directory.account(id)
        let fields = Fields(try request.members())
        try fields.allow(only: ["state", "token"])
        let token = try fields.string("token") ?? account.accessToken
        guard account.tokens[token] != nil else { throw .invalid("the account has no such token") }
        let state = try TokenState(decoding: fields.required("state"))
        try directory.set(token: token, of: nil, in: [id], to: state)
        return .success
    }

    /// `POST /sandbox/tokens`: a further token for accounts, of any app.
    private func addToken(_ request: GraphRequest) throws(GraphError) -> Answer {
        let fields = Fields(try request.members())
        try fields.allow(only: ["token", "app_id", "waba_ids", "state"])
        let token = try fields.required("token")
        guard let wabaIDs = try fields.strings("waba_ids"), !wabaIDs.isEmpty else {
            throw .missing("waba_ids")
        }
        let state = try fields.string("state").map(TokenState.init(decoding:))
        try directory.set(
            token: token, of: fields.string("app_id"), in: wabaIDs, to: state ?? .valid)
        return .success
    }

    /// `POST /sandbox/accounts/{id}/subscription`: subscribes an app to an account, with or
    /// without alternate callbacks, or ends its subscription.
    private func setSubscription(
        of id: String, _ request: GraphRequest
    ) throws(GraphError) -> Answer {
        let account = try directory.account(id)
        let fields = Fields(try request.members())
        try fields.allow(only: [
            "app_id", "subscribed", "override_callback_uri", "verify_token", "phone_number_id",
        ])
        let app = try directory.app(fields.string("app_id") ?? account.appID)
        guard try fields.bool("subscribed") ?? true else {
            directory.update(id) { $0.subscriptions[app.id] = nil }
            refreshEndpoints()
            return .success
        }
        let callback = try alternateCallback(fields)
        let numberID = try fields.string("phone_number_id")
        guard numberID == nil || account.numbers[numberID ?? ""] != nil else {
            throw .invalid("account \(id) has no phone number \(numberID ?? "")")
        }
        directory.update(id) { $0.subscribe(app.id, callback, number: numberID) }
        refreshEndpoints()
        return .success
    }

    /// `POST /sandbox/webhook`: an app's callback, for one account or for all of them.
    ///
    /// A secret that is named signs the webhooks; what proves a token stays as it is.
    private func setWebhook(_ request: GraphRequest) throws(GraphError) -> Answer {
        let fields = Fields(try request.members())
        try fields.allow(only: ["url", "verify_token", "app_secret", "waba_id", "app_id"])
        let url = try fields.required("url")
        let token = try fields.string("verify_token")
        let secret = try fields.string("app_secret")
        if let id = try fields.string("waba_id") {
            let account = try directory.account(id)
            let app = try directory.app(fields.string("app_id") ?? account.appID)
            let verifyToken = token ?? account.verifyToken
            let callback = try Callback(url: url, verifyToken: verifyToken).checked()
            let signingSecret = secret ?? account.callbacks[app.id]?.signingSecret
            directory.update(id) { account in
                account.verifyToken = verifyToken
                account.callbacks[app.id] = AccountCallback(
                    callback: callback, signingSecret: signingSecret)
            }
        } else {
            var app = try directory.app(fields.string("app_id"))
            app.verifyToken = token ?? app.verifyToken
            app.callback = try Callback(url: url, verifyToken: app.verifyToken).checked()
            app.signingSecret = secret ?? app.signingSecret
            try directory.set(app)
            directory.clearCallbacks(of: app.id)
        }
        refreshEndpoints()
        return .success
    }
}

extension Platform {
    /// The callback that a request names for some webhooks alone; `nil` if it names none.
    func alternateCallback(_ fields: Fields) throws(GraphError) -> Callback? {
        let token = try fields.string("verify_token")
        guard let url = try fields.string("override_callback_uri"), !url.isEmpty else { return nil }
        guard let token else { throw .invalid("override_callback_uri needs a verify_token") }
        return try Callback(url: url, verifyToken: token).checked()
    }

    /// An account's callbacks in `/sandbox/stats`, one for each app that is subscribed.
    func callbackStats(_ account: Account) -> [JSON] {
        let destinations = destinations(field: "messages", of: account.id, number: nil)
        guard !destinations.isEmpty else {
            return [callbackStats(account, nil, at: nil)]
        }
        return destinations.map {
            callbackStats(account, $0.appID, at: endpoints[$0, directory])
        }
    }

    private func callbackStats(_ account: Account, _ appID: String?, at endpoint: Endpoint?) -> JSON
    {
        [
            "waba_id": .string(account.id),
            "app_id": .optional(appID),
            "subscribed": .bool(appID != nil),
            "url": .optional(endpoint?.callback.url),
            "handshake": .string(endpoint?.label ?? "none"),
            "handshake_tries": .integer(endpoint?.tries ?? 0),
        ]
    }

    private func shown(_ app: App) -> JSON {
        let accounts = accounts.all.filter { $0.subscriptions[app.id] != nil }
        return [
            "app_id": .string(app.id), "name": .string(app.name), "secret": .string(app.secret),
            "signing_secret": .optional(app.signingSecret),
            "verify_token": .string(app.verifyToken), "webhook_url": .optional(app.callback?.url),
            "require_proof": .bool(app.requiresProof),
            "tokens": .array(directory.apps.tokens(of: app.id).map(JSON.string)),
            "waba_ids": .array(accounts.map { .string($0.id) }),
        ]
    }

    private func shown(_ account: Account) -> JSON {
        account.inspected(directory.apps)
    }
}

extension TokenState {
    /// Reads a state by its name.
    init(decoding name: String) throws(GraphError) {
        guard let state = TokenState(rawValue: name) else {
            throw .invalid("state must be valid, expired or unprivileged")
        }
        self = state
    }
}
