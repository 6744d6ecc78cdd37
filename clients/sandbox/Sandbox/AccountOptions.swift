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

    @Option(help: "The app's secret: the key of webhooks' signatures and of appsecret_proof.")
    var appSecret = AccountSeed().appSecret

    @Option(help: "What the handshake sends as hub.verify_token.")
    var verifyToken = AccountSeed().verifyToken

    @Option(help: "The account's message_template_namespace.")
    var namespace = AccountSeed().namespace

    @Option(help: "The id of the Meta app; its callback is --webhook-url.")
    var appID = App.usualID

    @Flag(help: "Refuse calls without appsecret_proof; a wrong one always is.")
    var requireAppSecret = false

    @Flag(help: "Begin without the app's subscription to the account: no webhooks.")
    var notSubscribed = false

    @Option(help: "A further number of the account, as ID=DIGITS; may be repeated.")
    var number: [FurtherNumber] = []

    @Option(
        name: .customLong("account"),
        help: "A further account: the JSON that POST /sandbox/accounts takes; may be repeated.")
    var accounts: [AccountSeed] = []

    /// Says the options to the platform.
    func apply(to options: inout PlatformOptions, webhookURL: String?) {
        options.seed = AccountSeed(
            wabaID: waba, phoneNumberID: phoneNumberID, displayPhoneNumber: displayPhoneNumber,
            accessToken: accessToken, appSecret: appSecret, verifyToken: verifyToken,
            namespace: namespace, webhookURL: webhookURL)
        options.seed.appID = appID == App.usualID ? nil : appID
        options.seed.isSubscribed = !notSubscribed
        options.requiresAppSecret = requireAppSecret
        let numbers = number.map { number in
            var seed = options.seed
            (seed.phoneNumberID, seed.displayPhoneNumber) = (number.id, number.digits)
            return seed
        }
        options.furtherAccounts = numbers + accounts
    }
}

/// A number with its id on the command line: `ID=DIGITS`.
struct FurtherNumber: ExpressibleByArgument {
    let id: String
    let digits: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        (id, digits) = (String(parts[0]), String(parts[1]))
    }
}

extension AccountSeed: ExpressibleByArgument {
    init?(argument: String) {
        guard let members = (try? JSON(parsing: Array(argument.utf8)))?.object,
            let seed = try? AccountSeed(decoding: Fields(members))
        else { return nil }
        self = seed
    }
}
