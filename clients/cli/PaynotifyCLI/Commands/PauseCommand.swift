import ArgumentParser

/// `paynotify pause`.
struct PauseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Stops a merchant, a sender number or a template until it is resumed.",
        discussion: """
            Notifications are still made. They wait without spending attempts, and expire in their \
            time.
            """,
        subcommands: [PauseMerchant.self, PauseNumber.self, PauseTemplate.self])
}
