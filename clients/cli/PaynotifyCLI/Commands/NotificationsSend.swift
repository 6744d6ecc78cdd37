import ArgumentParser
import Messages
import RPC

/// `paynotify notifications send`.
struct NotificationsSend: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Sends the notification of a session's state by hand.",
        discussion: """
            The session's channel has to be manual. Quiet hours do not keep what a person sends; all \
            other rules hold.

            Example:
              paynotify session channel --merchant shop order-17 manual
              paynotify notifications send --merchant shop --session order-17 --state paid
            """)

    @OptionGroup var merchant: MerchantOption
    @Option(help: ArgumentHelp("The merchant's name of the session.", valueName: "id"))
    var session: String
    @Option(help: "The state that it is in.")
    var state: Word<PaymentState>
    @OptionGroup var actor: ActorOption
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = SendNotificationRequest(
            merchantID: merchant.id, sessionID: session, state: state.value, actor: actor.name)
        let notification = try await server.call(.sendNotification, request).notification
        output.show(notification) { notification.text }
    }
}
