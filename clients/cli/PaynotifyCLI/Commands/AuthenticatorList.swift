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
        let answer = try await server.call(.listAuthenticators, request)
        output.show(answer) {
            [Table(answer.authenticators).text, answer.authenticators.problems]
                .filter { !$0.isEmpty }.joined(separator: "\n")
        }
    }
}
