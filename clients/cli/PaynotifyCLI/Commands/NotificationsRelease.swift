import ArgumentParser
import Messages
import RPC

/// `paynotify notifications release`.
struct NotificationsRelease: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Lets a notification go that is held for a person.",
        discussion: """
            A notification is held for a person if its session came to its state against the rules, \
            such as from canceled to paid, or if it tells of what happened before the database was \
            put back from a backup. One that waits for its template goes by itself.

            With --restored all go that are held since a restore. Without --yes they are counted \
            only; with --yes the number that was told has to be the number still.
            """)

    @OptionGroup var merchant: MerchantOption
    @Argument(help: ArgumentHelp("The notification.", valueName: "notification-id"))
    var notificationID: String?
    @Flag(help: "All that are held since a restore, in place of one.")
    var restored = false
    @Flag(help: "With --restored: let them go.")
    var yes = false
    @Option(help: ArgumentHelp("What was counted without --yes.", valueName: "number"))
    var expectedCount: UInt32?
    @OptionGroup var actor: ActorOption
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard (notificationID != nil) != restored else {
            throw ValidationError("Give a notification, or --restored.")
        }
        guard yes == (expectedCount != nil), restored || !yes else {
            throw ValidationError("--yes and --expected-count go together, with --restored.")
        }
    }

    func run(_ server: Server, _ output: Output) async throws {
        guard let notificationID else { return try await releaseRestored(server, output) }
        let request = ReleaseNotificationRequest(
            merchantID: merchant.id, notificationID: notificationID, actor: actor.name)
        let notification = try await server.call(.releaseNotification, request).notification
        output.show(notification) { notification.text }
    }

    /// Counts them, or lets as many calls go by as it takes for all of them.
    private func releaseRestored(_ server: Server, _ output: Output) async throws {
        var request = ReleaseRestoredRequest(
            merchantID: merchant.id, dryRun: !yes, expectedCount: expectedCount ?? 0,
            actor: actor.name)
        var answer = try await server.call(.releaseRestored, request)
        let matched = answer.matched
        var released = answer.released
        while yes, released < matched, answer.released > 0 {
            request.expectedCount = matched - released
            answer = try await server.call(.releaseRestored, request)
            released += answer.released
        }
        let all = ReleaseRestoredResponse(matched: matched, released: released)
        output.show(all) { yes ? "\(released) released" : invitation(matched) }
    }

    /// How many are held, and the command to go on with.
    private func invitation(_ count: UInt32) -> String {
        guard count > 0 else { return "no notification is held since a restore" }
        let noun = count == 1 ? "notification is" : "notifications are"
        return "\(count) \(noun) held since a restore; nothing was released. To send "
            + (count == 1 ? "it" : "them") + ":\n\n  "
            + "paynotify notifications release --merchant \(merchant.id) --restored "
            + "--yes --expected-count \(count)"
    }
}
