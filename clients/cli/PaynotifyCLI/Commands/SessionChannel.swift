import ArgumentParser
import Messages
import RPC

/// `paynotify session channel`.
struct SessionChannel: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "channel", abstract: "Says who writes to a session's customer.",
        discussion: """
            manual: what is unsent is withdrawn, nothing more is sent automatically, and a person \
            sends with paynotify notifications send. automatic: the next state change is told of again.

            Example:
              paynotify session channel --merchant shop order-17 manual
            """)

    @OptionGroup var merchant: MerchantOption
    @Argument(help: ArgumentHelp("The merchant's name of the session.", valueName: "session-id"))
    var session: String
    @Argument(help: "Who writes.")
    var channel: Word<Channel>
    @OptionGroup var actor: ActorOption
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = SetChannelRequest(
            merchantID: merchant.id, sessionID: session, channel: channel.value,
            actor: actor.name)
        let answer = try await server.call(.setChannel, request)
        output.show(answer) { answer.text }
    }
}

extension SetChannelResponse {
    fileprivate var text: String {
        var facts = Facts()
        facts.add("channel", channel.word)
        facts.add("withdrawn", withdrawn.text)
        return facts.text()
    }
}
