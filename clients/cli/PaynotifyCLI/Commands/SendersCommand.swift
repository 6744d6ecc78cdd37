import ArgumentParser

/// `paynotify senders`.
struct SendersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "senders", abstract: "Shows the numbers that messages leave from.",
        subcommands: [SendersList.self])
}
