import ArgumentParser
import Messages
import RPC

/// `paynotify authenticator list`.
struct AuthenticatorList: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists a merchant's authenticators, without secrets.")

    @OptionGroup var merchant: MerchantOption
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = ListAuthenticatorsRequest(merchantID: merchant.id)
        let stored = try await server.call(.listAuthenticators, request)
            .authenticators
        output.show(["authenticators": .array(stored.map(\.json))]) {
            [Table(stored).text, stored.problems].filter { !$0.isEmpty }.joined(separator: "\n")
        }
    }
}
