import ArgumentParser
import Version

/// The program behind the executable.
package enum LoadProgram {
    /// Reads the command line and runs.
    package static func main() async { await LoadCommand.main() }
}

/// The command line of `paynotify-load`.
struct LoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paynotify-load",
        abstract: "Measures a paynotifyd.",
        discussion: """
            Without arguments it starts a sandbox and a daemon, and measures what notify does. \
            Build all with -c release. Server and harness share the machine, so compare runs that \
            were made side by side. Exit status 1: a call was answered with an error.
            """,
        version: PaynotifyVersion.text,
        subcommands: [
            NotifyCommand.self, EchoCommand.self, EnableCommand.self, ReadCommand.self,
            FillCommand.self, RampCommand.self, BenchCommand.self, GrowthCommand.self,
            BacklogCommand.self, HostileCommand.self,
        ], defaultSubcommand: NotifyCommand.self)
}

/// A call was answered with an error.
struct LoadFailed: Error, CustomStringConvertible {
    var description: String { "some calls were answered with an error" }
}
