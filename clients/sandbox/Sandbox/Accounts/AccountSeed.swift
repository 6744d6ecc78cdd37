/// The values of one account with one number, as the command line or `/sandbox/accounts` name it.
struct AccountSeed: Sendable, Hashable {
    var wabaID = "700000000000001"
    var phoneNumberID = "800000000000002"
    /// The sender's number, digits only.
    var displayPhoneNumber = "15550100200"
    var accessToken = "sandbox-access-token"
    var appSecret = "sandbox-app-secret"
    var verifyToken = "sandbox-verify-token"
    var namespace = "5a0db0c5_7e57_4000_8000_000000000001"
    var portfolioID = "600000000000004"
    var webhookURL: String?
    var allowedRecipients: [String]?
    /// The app; `nil` for the one with the secret.
    var appID: String?
    /// The app that the token belongs to; `nil` for the account's own.
    var tokenAppID: String?
    /// Whether the app is subscribed to the account.
    var isSubscribed = true

    /// Refuses ids and numbers of another shape.
    func check() throws(GraphError) {
        let ids = [wabaID, phoneNumberID, portfolioID, appID, tokenAppID].compactMap(\.self)
        for id in ids { try GraphID.check(id) }
        guard RecipientNumber.digits(of: displayPhoneNumber) == displayPhoneNumber else {
            throw .invalid("the phone number \(displayPhoneNumber) must be 7 to 15 digits")
        }
    }

    /// The callback of the account, if it has one.
    func callback() throws(GraphError) -> Callback? {
        guard let webhookURL else { return nil }
        return try Callback(url: webhookURL, verifyToken: verifyToken).checked()
    }

    /// The account under an app.
    func account(of app: App) throws(GraphError) -> Account {
        var account = Account(
            id: wabaID, namespace: namespace, appID: app.id, accessToken: accessToken,
            tokens: [accessToken: .valid], portfolioID: portfolioID, verifyToken: verifyToken)
        account.numbers[phoneNumberID] = displayPhoneNumber
        account.allowedRecipients = allowedRecipients.map { Set($0.map { $0.filter(\.isNumber) }) }
        if isSubscribed { account.subscriptions[app.id] = Subscription() }
        if let callback = try callback() {
            account.callbacks[app.id] = AccountCallback(callback: callback)
        }
        return account
    }
}

/// The ids of Graph's nodes.
enum GraphID {
    /// Refuses what is not 1 to 20 digits, with code 100.
    static func check(_ id: String) throws(GraphError) {
        guard (1...20).contains(id.utf8.count), id.utf8.allSatisfy({ (48...57).contains($0) })
        else { throw .invalid("the id \(id) must be 1 to 20 digits") }
    }
}
