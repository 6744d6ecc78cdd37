import ArgumentParser

/// `paynotify authenticator`.
struct AuthenticatorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "authenticator",
        abstract: "Links merchants to their WhatsApp Business accounts.",
        subcommands: [
            AuthenticatorRegister.self, AuthenticatorList.self, AuthenticatorSubscribe.self,
        ])
}
