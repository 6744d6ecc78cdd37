import ArgumentParser

/// `paynotify state`.
struct StateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "state", abstract: "Tells what became of a payment.",
        subcommands: [StateNotify.self])
}
