import ArgumentParser
import Messages
import RPC

/// `paynotify template list`.
struct TemplateList: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists a merchant's templates and whether they can be sent.")

    @OptionGroup var merchant: MerchantOption
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = ListTemplatesRequest(merchantID: merchant.id)
        let answer = try await server.call(.listTemplates, request)
        output.show(answer) { Table(answer.bindings).text }
    }
}
