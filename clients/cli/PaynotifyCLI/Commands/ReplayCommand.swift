import ArgumentParser

/// `paynotify replay`.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Sends many notifications once more.",
        subcommands: [ReplayStart.self, ReplayShow.self, ReplayList.self, ReplayCancel.self])
}
