import ArgumentParser
import Messages
import RPC

/// `paynotify notifications release`.
struct NotificationsRelease: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Lets a notification go that is held for a person.",
        discussion: """
            A notification is held for a person if its session came to its state against the rules, \
            such as from canceled to paid. One that waits for its template goes by itself.
            """)

    @OptionGroup var merchant: MerchantOption
    @Argument(help: ArgumentHelp("The notification.", valueName: "notification-id"))
    var notificationID: String
    @OptionGroup var actor: ActorOption
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = ReleaseNotificationRequest(
            merchantID: merchant.id, notificationID: notificationID, actor: actor.name)
        let notification = try await server.call(.releaseNotification, request).notification
        output.show(notification) { notification.text }
    }
}
