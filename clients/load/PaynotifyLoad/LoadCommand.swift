import ArgumentParser

/// The program behind the executable.
package enum LoadProgram {
    /// Reads the command line and runs.
    package static func main() async { await LoadCommand.main() }
}

/// The command line of `paynotify-load`.
struct LoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paynotify-load",
        abstract: "Measures a paynotifyd: closed loop, so each caller waits for its answer.",
        discussion: """
            Build it with -c release. Server and harness share the machine, so compare runs that \
            were made side by side. Exit status 1: a call was answered with an error.
            """,
        subcommands: [EchoCommand.self, NotifyCommand.self])
}

/// The options of every workload.
struct LoadOptions: ParsableArguments {
    @Option(help: "Where the daemon takes calls: HOST:PORT or unix:PATH.")
    var server = "127.0.0.1:7070"

    @Option(help: "Connections to open.")
    var connections = 1

    @Option(help: "Calls in flight on each connection, at most 64.")
    var inFlight = 1

    @Option(help: "Seconds to measure.")
    var seconds = 5.0

    @Option(help: "Seconds to run before measuring.")
    var warmUpSeconds = 1.0

    @Option(help: "The daemon's process id, to tell its CPU time and memory.")
    var pid: Int32?

    @Flag(help: "Print one JSON object instead of a table.")
    var json = false

    func validate() throws {
        guard (1...10_000).contains(connections) else {
            throw ValidationError("--connections must be 1 to 10000")
        }
        guard (1...64).contains(inFlight) else {
            throw ValidationError("--in-flight must be 1 to 64")
        }
        guard seconds > 0, seconds <= 3_600, warmUpSeconds >= 0, warmUpSeconds <= 3_600 else {
            throw ValidationError(
                "--seconds must be above 0 and at most 3600, as --warm-up-seconds")
        }
    }
}

/// `paynotify-load echo`: the wire and nothing else.
struct EchoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo", abstract: "Health/Check: the connection server without the store.")

    @OptionGroup var options: LoadOptions

    func run() async throws {
        try await ClosedLoop(options: options, workload: EchoWorkload()).runAndPrint()
    }
}

/// `paynotify-load notify`: the whole domain.
struct NotifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notify",
        abstract: "NotifyStateChange: the whole domain, with a durable commit for each answer.",
        discussion: """
            Sets up a merchant of its own, whose template is never verified, so that every decision \
            inserts a notification that is held and nothing is sent. Every call is for the next of \
            the sessions, which are enabled beforehand, with the states created, then failed, then \
            paid.
            """)

    @OptionGroup var options: LoadOptions

    @Option(help: "Sessions to enable beforehand; each takes three calls, and then the run ends.")
    var sessions = 50_000

    func run() async throws {
        try await ClosedLoop(options: options, workload: NotifyWorkload(sessions: sessions))
            .runAndPrint()
    }
}
