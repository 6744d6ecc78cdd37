import ArgumentParser
import Messages
import RPC

/// `paynotify authenticator register`.
struct AuthenticatorRegister: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "Registers, or replaces, the link to a WhatsApp Business account.",
        discussion: """
            The secrets are read from files, from standard input (-) or from the environment, \
            never from the command line, which every process on the machine can read.
            """)

    @OptionGroup var merchant: MerchantOption
    @Option(help: ArgumentHelp("Meta's id of the sender number.", valueName: "digits"))
    var phoneNumberID: String
    @Option(help: ArgumentHelp("Meta's id of the business account.", valueName: "digits"))
    var wabaID: String
    @Option(
        help: ArgumentHelp(
            "File with the token for Meta's API (PAYNOTIFY_ACCESS_TOKEN).", valueName: "path"))
    var accessTokenFile: String?
    @Option(
        help: ArgumentHelp(
            "File with the key of the webhooks' signatures (PAYNOTIFY_APP_SECRET).",
            valueName: "path"))
    var appSecretFile: String?
    @Option(
        help: ArgumentHelp(
            "File with the token of the webhook's handshake (PAYNOTIFY_VERIFY_TOKEN).",
            valueName: "path"))
    var verifyTokenFile: String?
    @Option(
        help: ArgumentHelp(
            "File with the secret of the token's app, if that is not the webhooks' "
                + "(PAYNOTIFY_TOKEN_APP_SECRET).", valueName: "path"))
    var tokenAppSecretFile: String?
    @Option(help: ArgumentHelp("The account's template namespace.", valueName: "name"))
    var templateNamespace: String = ""
    @Option(
        help: ArgumentHelp(
            "Meta's id of the business portfolio whose daily limit the account shares.",
            valueName: "digits"))
    var portfolioID: String = ""
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        let files = [accessTokenFile, appSecretFile, verifyTokenFile, tokenAppSecretFile]
        guard files.count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("Only one secret can be read from standard input.")
        }
    }

    func run(_ server: Server, _ output: Output) async throws {
        let request = RegisterAuthenticatorRequest(
            merchantID: merchant.id, phoneNumberID: phoneNumberID, wabaID: wabaID,
            accessToken: try SecretSource(
                option: "--access-token-file", file: accessTokenFile,
                variable: "PAYNOTIFY_ACCESS_TOKEN"
            ).read(),
            appSecret: try SecretSource(
                option: "--app-secret-file", file: appSecretFile,
                variable: "PAYNOTIFY_APP_SECRET"
            ).read(),
            verifyToken: try SecretSource(
                option: "--verify-token-file", file: verifyTokenFile,
                variable: "PAYNOTIFY_VERIFY_TOKEN"
            ).read(),
            templateNamespace: templateNamespace, portfolioID: portfolioID,
            tokenAppSecret: try SecretSource(
                option: "--token-app-secret-file", file: tokenAppSecretFile,
                variable: "PAYNOTIFY_TOKEN_APP_SECRET"
            ).readIfGiven())
        let authenticator = try await server.call(.registerAuthenticator, request).authenticator
        output.show(authenticator) { authenticator.text }
    }
}
