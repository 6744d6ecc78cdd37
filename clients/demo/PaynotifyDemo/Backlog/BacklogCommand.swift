import ArgumentParser
import Foundation
import LocalEnvironment

/// `paynotify-demo backlog`: how fast a backlog drains, and how much memory it takes.
struct BacklogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backlog",
        abstract: "Measures how a backlog drains through an unthrottled sandbox.",
        discussion: """
            Pauses 50 merchants on 10 numbers, fills their queues, restarts the daemon, resumes \
            them and measures: messages per second, CPU, and the daemon's peak memory.
            """)

    @Option(help: "Pending notifications to begin with.")
    var rows = 100_000

    @Option(help: "The longest time to drain, in seconds; what is left stays.")
    var seconds = 600

    func validate() throws {
        guard rows > 0, seconds > 0 else { throw ValidationError("rows and seconds are above 0") }
    }

    func run() async throws {
        let run = BacklogRun(rows: rows, secondsMax: seconds)
        let report = try await withEnvironment(
            named: "paynotify-backlog", ports: Environment.Ports(),
            sandboxOptions: ["--unthrottled", "--webhook-batch", "100"]
        ) { environment, _ in try await run.run(on: environment) }
        guard let report else { throw ExitCode(1) }
        print(report)
    }
}
