import ArgumentParser
import Messages
import RPC

/// `paynotify recipients list`.
struct RecipientsList: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the opt-outs that stand, by pages.")

    @OptionGroup var merchant: MerchantOption
    @OptionGroup var paging: PagingOptions
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = ListOptOutsRequest(
            merchantID: merchant.id, pageSize: paging.size, pageToken: paging.token)
        let page = try await server.call(.listOptOuts, request)
        output.show(page) { page.text }
    }
}
