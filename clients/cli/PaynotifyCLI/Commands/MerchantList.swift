import ArgumentParser
import Messages
import RPC

/// `paynotify merchant list`.
struct MerchantList: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the merchants, newest first.")

    @OptionGroup var paging: PagingOptions
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = ListMerchantsRequest(pageSize: paging.size, pageToken: paging.token)
        let page = try await server.call(.listMerchants, request)
        output.show(page) { Table(page.merchants).page(before: page.nextPageToken) }
    }
}
