import ArgumentParser
import Messages
import RPC

/// `paynotify recipients list`.
struct RecipientsList: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the opt-outs that stand, by pages.")

    @OptionGroup var merchant: MerchantOption
    @Option(help: ArgumentHelp("At most so many, up to 500.", valueName: "number"))
    var pageSize: UInt32 = 50
    @Option(help: ArgumentHelp("Go on where a page ended.", valueName: "token"))
    var pageToken: String = ""
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = ListOptOutsRequest(
            merchantID: merchant.id, pageSize: pageSize, pageToken: pageToken)
        let page = try await server.call(.listOptOuts, request)
        output.show(page) { page.text }
    }
}
