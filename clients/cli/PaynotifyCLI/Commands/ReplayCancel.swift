import ArgumentParser
import Messages
import RPC

/// `paynotify replay cancel`.
struct ReplayCancel: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Stops a replay.",
        discussion: """
            What it has put into the queue already is sent: paynotify notifications cancel \
            withdraws that.
            """)

    @OptionGroup var merchant: MerchantOption
    @Argument(help: ArgumentHelp("The replay.", valueName: "replay-id"))
    var replayID: String
    @OptionGroup var actor: ActorOption
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = CancelReplayRequest(
            merchantID: merchant.id, replayID: replayID, actor: actor.name)
        let replay = try await server.call(.cancelReplay, request).replay
        output.show(replay) { replay.text }
    }
}
