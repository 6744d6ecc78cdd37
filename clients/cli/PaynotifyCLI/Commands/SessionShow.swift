import ArgumentParser
import Messages
import RPC

/// `paynotify session show`.
struct SessionShow: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows a session's whole timeline, and why its customer got no message.",
        discussion: """
            Each state change with its decision and the rules that it passed, each notification \
            with its attempts, the text as the customer reads it, and Meta's receipts.
            """)

    @OptionGroup var merchant: MerchantOption
    @Argument(help: ArgumentHelp("The merchant's name of the session.", valueName: "session-id"))
    var session: String
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = GetSessionRequest(merchantID: merchant.id, sessionID: session)
        let timeline = try await server.call(.getSession, request)
        output.show(timeline) { timeline.text }
    }
}
