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
        let stored = try await server.call(.subscribeAuthenticator, request).authenticator
        output.show(stored) {
            "Meta is asked to post the webhooks of \(stored.wabaID): see paynotify authenticator list"
        }
    }
}
