import ArgumentParser
import Messages
import RPC

/// `paynotify authenticator subscribe`.
struct AuthenticatorSubscribe: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "subscribe",
        abstract: "Has Meta post an account's webhooks to the token's app.",
        discussion: """
            The server answers before it has asked Meta: paynotify authenticator list shows what came \
            of it.
            """)

    @OptionGroup var merchant: MerchantOption
    @Argument(help: ArgumentHelp("The authenticator's id.", valueName: "authenticator"))
    var authenticator: String
    @OptionGroup var actor: ActorOption
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = SubscribeAuthenticatorRequest(
            merchantID: merchant.id, authenticatorID: authenticator, actor: actor.name)
        let answer = try await server.call(.subscribeAuthenticator, request)
        output.show(answer) {
            let account = answer.authenticator.wabaID
            return "Meta is asked to post the webhooks of \(account): "
                + "see paynotify authenticator list"
        }
    }
}
