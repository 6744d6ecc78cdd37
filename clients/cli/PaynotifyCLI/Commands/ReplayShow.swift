import ArgumentParser
import Messages
import RPC

/// `paynotify replay show`.
struct ReplayShow: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows how far a replay came.")

    @OptionGroup var merchant: MerchantOption
    @Argument(help: ArgumentHelp("The replay.", valueName: "replay-id"))
    var replayID: String
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = GetReplayRequest(merchantID: merchant.id, replayID: replayID)
        let replay = try await server.call(.getReplay, request).replay
        output.show(replay) { replay.text }
    }
}
