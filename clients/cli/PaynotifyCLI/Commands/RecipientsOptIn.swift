import ArgumentParser

/// `paynotify recipients opt-in`.
struct RecipientsOptIn: ConsentCommand {
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

    var isOptedOut: Bool { false }
}
