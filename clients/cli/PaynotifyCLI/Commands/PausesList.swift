import ArgumentParser
import Messages
import RPC

/// `paynotify pauses list`.
struct PausesList: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the pauses that concern a merchant.",
        discussion: """
            A number that merchants share may have been paused for another one of them.
            """)

    @OptionGroup var merchant: MerchantOption
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = ListPausesRequest(merchantID: merchant.id)
        let answer = try await server.call(.listPauses, request)
        output.show(answer) { Table(answer.pauses).text }
    }
}
