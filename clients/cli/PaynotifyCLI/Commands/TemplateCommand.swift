import ArgumentParser

/// `paynotify template`.
struct TemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Binds templates that Meta approved to states of a payment.",
        subcommands: [TemplateRegister.self, TemplateList.self, TemplateSync.self],
        aliases: ["templates"])
}
