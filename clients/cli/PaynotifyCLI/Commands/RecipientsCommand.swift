import ArgumentParser
import Messages

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
