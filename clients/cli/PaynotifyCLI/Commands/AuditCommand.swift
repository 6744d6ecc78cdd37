import ArgumentParser

/// `paynotify audit`.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Shows what people did, and who they were.",
        subcommands: [AuditList.self])
}
