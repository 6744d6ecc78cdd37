import ArgumentParser
import Messages
import RPC

/// `paynotify notifications cancel`.
struct NotificationsCancel: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Withdraws a notification that has not been sent.",
        discussion: """
            It still counts as the notification of its state: no other one is made for it.
            """)

    @OptionGroup var merchant: MerchantOption
    @Argument(help: ArgumentHelp("The notification.", valueName: "notification-id"))
    var notificationID: String
    @OptionGroup var actor: ActorOption
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = CancelNotificationRequest(
            merchantID: merchant.id, notificationID: notificationID, actor: actor.name)
        let notification = try await server.call(.cancelNotification, request).notification
        output.show(notification) { notification.text }
    }
}
