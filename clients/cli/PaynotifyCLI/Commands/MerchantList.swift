import ArgumentParser
import Messages
import RPC

/// `paynotify merchant list`.
struct MerchantList: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the merchants, newest first.")

    @Option(help: ArgumentHelp("At most so many, up to 500.", valueName: "number"))
    var pageSize: UInt32 = 50
    @Option(help: ArgumentHelp("Go on where a page ended.", valueName: "token"))
    var pageToken: String = ""
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = ListMerchantsRequest(pageSize: pageSize, pageToken: pageToken)
        let page = try await server.call(.listMerchants, request)
        output.show(page) {
            let more = page.nextPageToken.isEmpty ? "" : "\n\nmore: --page-token "
            return Table(page.merchants).text + more + page.nextPageToken
        }
    }
}
