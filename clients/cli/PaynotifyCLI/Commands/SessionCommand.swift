import ArgumentParser

/// `paynotify session`.
struct SessionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "session", abstract: "Shows what happened to a payment session, and why.",
        subcommands: [SessionShow.self, SessionExplain.self, SessionChannel.self])
}
