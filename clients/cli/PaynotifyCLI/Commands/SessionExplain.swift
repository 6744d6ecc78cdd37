import ArgumentParser
import Messages
import RPC

/// `paynotify session explain`.
struct SessionExplain: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Says for each state what happened, what stopped it, and what would mend it.")

    @OptionGroup var merchant: MerchantOption
    @Argument(help: ArgumentHelp("The merchant's name of the session.", valueName: "session-id"))
    var session: String
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = ExplainSessionRequest(merchantID: merchant.id, sessionID: session)
        let explained = try await server.call(.explainSession, request)
        output.show(explained) { explained.text }
    }
}
