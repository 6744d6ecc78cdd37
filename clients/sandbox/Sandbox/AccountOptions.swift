import ArgumentParser

/// The options that name the account and the number that are there from the start.
struct AccountOptions: ParsableArguments {
    @Option(help: "The id of the WhatsApp Business account.")
    var waba = AccountSeed().wabaID

    @Option(name: .customLong("phone-number-id"), help: "The id of the sender's number.")
    var phoneNumberID = AccountSeed().phoneNumberID

    @Option(help: "The sender's number, digits only.")
    var displayPhoneNumber = AccountSeed().displayPhoneNumber

    @Option(help: "The bearer token that opens the account.")
    var accessToken = AccountSeed().accessToken

    @Option(help: "The key of the webhooks' signatures.")
    var appSecret = AccountSeed().appSecret

    @Option(help: "What the handshake sends as hub.verify_token.")
    var verifyToken = AccountSeed().verifyToken

    @Option(help: "The account's message_template_namespace.")
    var namespace = AccountSeed().namespace

    func seed(webhookURL: String?) -> AccountSeed {
        AccountSeed(
            wabaID: waba, phoneNumberID: phoneNumberID, displayPhoneNumber: displayPhoneNumber,
            accessToken: accessToken, appSecret: appSecret, verifyToken: verifyToken,
            namespace: namespace, webhookURL: webhookURL)
    }
}
