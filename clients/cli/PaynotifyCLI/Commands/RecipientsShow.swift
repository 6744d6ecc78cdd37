import ArgumentParser
import Messages
import RPC

/// `paynotify recipients show`.
struct RecipientsShow: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows what was said for a recipient.")

    @OptionGroup var merchant: MerchantOption
    @OptionGroup var recipient: PhoneArgument
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = GetRecipientRequest(merchantID: merchant.id, phone: recipient.phone)
        let recipient = try await server.call(.getRecipient, request).recipient
        output.show(recipient) { recipient.text }
    }
}
