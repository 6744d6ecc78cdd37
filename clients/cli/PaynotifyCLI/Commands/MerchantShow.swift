import ArgumentParser
import Messages
import RPC

/// `paynotify merchant show`.
struct MerchantShow: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a merchant's settings.")

    @OptionGroup var merchant: MerchantOption
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = GetMerchantRequest(merchantID: merchant.id)
        let merchant = try await server.call(.getMerchant, request).merchant
        output.show(merchant) { merchant.text }
    }
}
