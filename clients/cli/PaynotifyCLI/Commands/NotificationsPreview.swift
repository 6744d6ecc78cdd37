import ArgumentParser
import Messages
import RPC

/// `paynotify notifications preview`.
struct NotificationsPreview: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Shows what would be sent, without sending it.",
        discussion: """
            With --session what would become of each of its states if it were told now; without, \
            the merchant's whole matrix of plugin, state and language, for a sample payment that \
            the other options may change.
            """)

    @OptionGroup var merchant: MerchantOption
    @Option(help: ArgumentHelp("Only of this session.", valueName: "id"))
    var session: String = ""
    @Option(help: ArgumentHelp("Without --session: the customer's number.", valueName: "e164"))
    var phone: String = ""
    @OptionGroup var attributes: AttributeOptions
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = PreviewNotificationsRequest(
            merchantID: merchant.id, sessionID: session, phone: phone,
            attributes: attributes.message)
        let previewed = try await server.call(.previewNotifications, request)
        output.show(previewed) { previewed.text }
    }
}
