import ArgumentParser
import Messages
import RPC

/// `paynotify audit list`.
struct AuditList: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists what people did for a merchant, newest first.")

    @OptionGroup var merchant: MerchantOption
    @Option(help: ArgumentHelp("At most so many, up to 500.", valueName: "number"))
    var pageSize: UInt32 = 50
    @Option(help: ArgumentHelp("Go on where a page ended.", valueName: "token"))
    var pageToken: String = ""
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = ListAuditEntriesRequest(
            merchantID: merchant.id, pageSize: pageSize, pageToken: pageToken)
        let page = try await server.call(.listAuditEntries, request)
        output.show(page) {
            let more = page.nextPageToken.isEmpty ? "" : "\n\nmore: --page-token "
            return Table(page.entries).text + more + page.nextPageToken
        }
    }
}
