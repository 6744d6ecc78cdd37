import ArgumentParser

/// `paynotify pauses`.
struct PausesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pauses", abstract: "Shows what people paused.",
        subcommands: [PausesList.self])
}
