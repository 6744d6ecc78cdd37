import ArgumentParser
import Messages
import RPC

/// `paynotify audit list`.
struct AuditList: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists what people did for a merchant, newest first.")

    @OptionGroup var merchant: MerchantOption
    @OptionGroup var paging: PagingOptions
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = ListAuditEntriesRequest(
            merchantID: merchant.id, pageSize: paging.size, pageToken: paging.token)
        let page = try await server.call(.listAuditEntries, request)
        output.show(page) { Table(page.entries).page(before: page.nextPageToken) }
    }
}
