import ArgumentParser
import Messages
import RPC

/// `paynotify recipients opt-out`.
struct RecipientsOptOut: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "opt-out", abstract: "Records that a recipient wants no messages.",
        discussion: """
            What waits to be sent to the number ends when its turn comes.

            Example:
              paynotify recipients opt-out --merchant shop +96551234567 --category marketing
            """)

    @OptionGroup var merchant: MerchantOption
    @OptionGroup var recipient: PhoneArgument
    @OptionGroup var messages: CategoryOption
    @OptionGroup var actor: ActorOption
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = SetOptOutRequest(
            merchantID: merchant.id, phone: recipient.phone, optedOut: true,
            category: messages.category.value, actor: actor.name, source: .person)
        let recipient = try await server.call(.setOptOut, request).recipient
        output.show(recipient) { recipient.text }
    }
}
