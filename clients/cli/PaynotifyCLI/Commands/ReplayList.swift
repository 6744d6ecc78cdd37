import ArgumentParser
import Messages
import RPC

/// `paynotify replay list`.
struct ReplayList: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists a merchant's replays, newest first.")

    @OptionGroup var merchant: MerchantOption
    @OptionGroup var paging: PagingOptions
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = ListReplaysRequest(
            merchantID: merchant.id, pageSize: paging.size, pageToken: paging.token)
        let page = try await server.call(.listReplays, request)
        output.show(page) { Table(page.replays).page(before: page.nextPageToken) }
    }
}
