import ArgumentParser
import Messages
import RPC

/// `paynotify recipients opt-in`.
struct RecipientsOptIn: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "opt-in", abstract: "Records that a recipient wants messages again.",
        discussion: """
            An opt-out of marketing stays until --category marketing is opted in to.
            """)

    @OptionGroup var merchant: MerchantOption
    @OptionGroup var recipient: PhoneArgument
    @OptionGroup var messages: CategoryOption
    @OptionGroup var actor: ActorOption
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = SetOptOutRequest(
            merchantID: merchant.id, phone: recipient.phone, optedOut: false,
            category: messages.category.value, actor: actor.name, source: .person)
        let recipient = try await server.call(.setOptOut, request).recipient
        output.show(recipient) { recipient.text }
    }
}
