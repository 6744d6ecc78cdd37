// The commands of `paynotify`: one a file, each asking the daemon over the RPC client.
//
// Answers go to standard output, as text for people or JSON for machines; errors go to standard
// error with the field and the fix; the exit status tells a script what kind of error it was.
// Secrets are read from files, standard input or the environment and are never printed.

package import ArgumentParser
import Version

/// The command line client of paynotifyd.
package struct Paynotify: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "paynotify",
        abstract: "Tells customers on WhatsApp what became of their payments.",
        discussion: """
            Asks the daemon at --server, or at PAYNOTIFY_SERVER, or at 127.0.0.1:7070. The merchant \
            is named by --merchant or PAYNOTIFY_MERCHANT.

            --json prints what a command shows in proto3 JSON: names and types are those of \
            the protos, and stay.

            Exit status:
              0   it was done
              64  the command line or an input file is wrong; nothing was sent
              65  the server refused; standard error names the field and the fix
              69  no answer from the server; the same command may be repeated

            Shell completions: paynotify --generate-completion-script bash (or zsh, or fish).
            """,
        version: PaynotifyVersion.text,
        subcommands: [
            MerchantCommand.self, AuthenticatorCommand.self, TemplateCommand.self,
            NotificationsCommand.self, StateCommand.self, SessionCommand.self,
            SendersCommand.self,
            PauseCommand.self, ResumeCommand.self, PausesCommand.self, ReplayCommand.self,
            AuditCommand.self, RecipientsCommand.self, EraseCommand.self,
            HealthCommand.self, CallCommand.self,
        ])

    package init() {}
}

extension Paynotify {
    /// Runs the command that the process was started with, and ends the process.
    package static func run() async -> Never {
        let isJSON = CommandLine.arguments.contains("--json")
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            exit()
        } catch let failure as Failure {
            Output.complain(failure, json: isJSON)
            exit(withError: failure.exitCode)
        } catch {
            exit(withError: error)
        }
    }
}
