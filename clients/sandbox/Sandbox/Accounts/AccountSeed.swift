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

    /// The account, with its callback if it has one; refuses ids and numbers of another shape.
    func account() throws(GraphError) -> Account {
        for id in [wabaID, phoneNumberID, portfolioID] {
            guard (1...20).contains(id.utf8.count), id.utf8.allSatisfy({ (48...57).contains($0) })
            else { throw .invalid("the id \(id) must be 1 to 20 digits") }
        }
        guard RecipientNumber.digits(of: displayPhoneNumber) == displayPhoneNumber else {
            throw .invalid("the phone number \(displayPhoneNumber) must be 7 to 15 digits")
        }
        var account = Account(
            id: wabaID, namespace: namespace, accessToken: accessToken, appSecret: appSecret,
            verifyToken: verifyToken, portfolioID: portfolioID)
        account.numbers[phoneNumberID] = displayPhoneNumber
        account.allowedRecipients = allowedRecipients.map { Set($0.map { $0.filter(\.isNumber) }) }
        if let webhookURL {
            account.callback = try Callback(url: webhookURL, verifyToken: verifyToken).checked()
        }
        return account
    }
}
