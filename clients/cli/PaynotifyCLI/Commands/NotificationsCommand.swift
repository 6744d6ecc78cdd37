import ArgumentParser

/// `paynotify notifications`.
struct NotificationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notifications",
        abstract: "Switches notifications of sessions on and off, and follows them.",
        subcommands: [
            NotificationsEnable.self, NotificationsList.self, NotificationsRelease.self,
            NotificationsCancel.self, NotificationsPreview.self, NotificationsResolve.self,
            NotificationsSend.self, NotificationsResend.self,
        ])
}
