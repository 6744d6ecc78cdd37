import ArgumentParser
import Messages
import RPC

/// `paynotify notifications resolve`.
struct NotificationsResolve: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Settles a notification of which nobody knows whether it was sent.",
        discussion: """
            One that is uncertain or unresolved had a send without an answer, and no receipt came. \
            What was not sent goes once more, unless its time ran out or a later state made it \
            pointless.

            The queue:
              paynotify notifications list --merchant shop --status unresolved
            """)

    /// What a person found out.
    enum Finding: String, CaseIterable, ExpressibleByArgument {
        case sent
        case notSent = "not-sent"
    }

    @OptionGroup var merchant: MerchantOption
    @Argument(help: ArgumentHelp("The notification.", valueName: "notification-id"))
    var notificationID: String
    @Option(name: .customLong("as"), help: "What became of its message.")
    var finding: Finding
    @OptionGroup var actor: ActorOption
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = ResolveNotificationRequest(
            merchantID: merchant.id, notificationID: notificationID,
            resolution: finding == .sent ? .sent : .notSent, actor: actor.name)
        let notification = try await server.call(.resolveNotification, request).notification
        output.show(notification) { notification.text }
    }
}
