import ArgumentParser
import Messages
import RPC

/// `paynotify recipients`.
struct RecipientsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recipients",
        abstract: "Keeps what recipients want: whoever opted out gets nothing.",
        subcommands: [
            RecipientsOptOut.self, RecipientsOptIn.self, RecipientsShow.self, RecipientsList.self,
        ])
}

/// The recipient that a command is about.
struct PhoneArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The recipient's number, such as +96551234567.", valueName: "phone"))
    var phone: String
}

/// The messages that a wish is about.
struct CategoryOption: ParsableArguments {
    @Option(help: "Which messages.")
    var category = Word(OptOutCategory.all)
}

/// A command that records what a recipient wants.
protocol ConsentCommand: ServerCommand {
    var merchant: MerchantOption { get }
    var recipient: PhoneArgument { get }
    var messages: CategoryOption { get }
    var actor: ActorOption { get }
    /// Whether the recipient wants no more messages.
    var isOptedOut: Bool { get }
}

extension ConsentCommand {
    func run(_ server: Server, _ output: Output) async throws {
        let request = SetOptOutRequest(
            merchantID: merchant.id, phone: recipient.phone, optedOut: isOptedOut,
            category: messages.category.value, actor: actor.name, source: .person)
        let recipient = try await server.call(.setOptOut, request).recipient
        output.show(recipient) { recipient.text }
    }
}
