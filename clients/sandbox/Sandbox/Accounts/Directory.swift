/// Every app and every account.
struct Directory: Sendable {
    private(set) var apps = Apps()
    private(set) var accounts = Accounts()
    /// The app that is meant where a control call names none.
    let appID: String

    /// What is there from the start: one app, whose callback is the first seed's.
    init(_ options: PlatformOptions) throws(GraphError) {
        var seed = options.seed
        appID = seed.appID ?? App.usualID
        try apps.set(
            App(
                id: appID, secret: seed.appSecret, verifyToken: seed.verifyToken,
                callback: seed.callback(), requiresProof: options.requiresAppSecret))
        seed.appID = appID
        seed.webhookURL = nil
        for seed in [seed] + options.furtherAccounts { _ = try open(seed) }
    }

    /// Adds an account under its app, or to an account of the same id another number.
    mutating func open(_ seed: AccountSeed) throws(GraphError) -> Account {
        try seed.check()
        var changed = self
        let app = try changed.app(of: seed)
        let isThere = accounts[seed.wabaID] != nil
        let account = try changed.accounts.add(seed.account(of: app))
        if !isThere {
            let owner = try seed.tokenAppID.map { id throws(GraphError) in try changed.app(id).id }
            changed.apps.give(
                token: account.accessToken, to: owner ?? app.id, isMoved: owner != nil)
        }
        self = changed
        return account
    }

    /// An app by its id, which must be there, or the usual one.
    func app(_ id: String?) throws(GraphError) -> App {
        guard let app = apps[id ?? appID] else { throw .invalid("there is no app \(id ?? appID)") }
        return app
    }

    /// An account by its id, which must be there.
    func account(_ id: String) throws(GraphError) -> Account {
        guard let account = accounts[id] else { throw .invalid("there is no account \(id)") }
        return account
    }

    /// Adds an app, or replaces the one of its id.
    mutating func set(_ app: App) throws(GraphError) {
        try apps.set(app)
    }

    /// Makes a token for accounts, or gives it another state there; it belongs to an app.
    mutating func set(
        token: String, of appID: String?, in wabaIDs: [String], to state: TokenState
    ) throws(GraphError) {
        for id in wabaIDs { _ = try account(id) }
        let owner = try app(appID)
        apps.give(token: token, to: owner.id, isMoved: appID != nil)
        for id in wabaIDs { accounts.set(token: token, of: id, to: state) }
    }

    /// Changes an account in place; nothing happens if there is none.
    mutating func update(_ wabaID: String, _ change: (inout Account) -> Void) {
        accounts.update(wabaID, change)
    }

    /// Takes back what accounts have of their own, so that an app's callback is for all of them.
    mutating func clearCallbacks(of appID: String) {
        for account in accounts.all {
            accounts.update(account.id) { $0.callbacks[appID] = nil }
        }
    }

    private mutating func app(of seed: AccountSeed) throws(GraphError) -> App {
        if let account = accounts[seed.wabaID] { return try app(account.appID) }
        if let id = seed.appID { return try app(id) }
        let isUsual = seed.appSecret == AccountSeed().appSecret
        if let app = apps[appID], isUsual || app.secret == seed.appSecret { return app }
        return try apps.app(withSecret: seed.appSecret, verifyToken: seed.verifyToken)
    }
}
