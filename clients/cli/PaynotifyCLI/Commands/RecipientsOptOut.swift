import ArgumentParser

/// `paynotify recipients opt-out`.
struct RecipientsOptOut: ConsentCommand {
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

    var isOptedOut: Bool { true }
}
