import ArgumentParser

/// `paynotify resume`.
struct ResumeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Lets go what a person paused.",
        subcommands: [ResumeMerchant.self, ResumeNumber.self, ResumeTemplate.self])
}
