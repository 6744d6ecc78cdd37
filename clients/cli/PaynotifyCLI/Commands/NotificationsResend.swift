import ArgumentParser
import Messages
import RPC

/// `paynotify notifications resend`.
struct NotificationsResend: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "resend", abstract: "Sends a notification once more.",
        discussion: """
            It is refused while an attempt may still arrive. The same key sends nothing a second \
            time, so that the same command may be repeated.
            """)

    @OptionGroup var merchant: MerchantOption
    @Argument(help: ArgumentHelp("The notification.", valueName: "notification-id"))
    var notificationID: String
    @Option(help: ArgumentHelp("Your name for this resend, such as a ticket's.", valueName: "text"))
    var key: String
    @Flag(help: "Send it although a later state made it pointless.")
    var allowSuperseded = false
    @OptionGroup var actor: ActorOption
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = ResendNotificationRequest(
            merchantID: merchant.id, notificationID: notificationID, resendKey: key,
            allowSuperseded: allowSuperseded, actor: actor.name)
        let notification = try await server.call(.resendNotification, request).notification
        output.show(notification) { notification.text }
    }
}
