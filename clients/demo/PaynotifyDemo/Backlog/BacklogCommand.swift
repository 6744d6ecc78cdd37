import ArgumentParser
import Foundation
import LocalEnvironment

/// `paynotify-demo backlog`: how fast a backlog drains, and how much memory it takes.
struct BacklogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backlog",
        abstract: "Measures how a backlog drains through an unthrottled sandbox.",
        discussion: """
            Pauses five merchants a number, fills their queues, restarts the daemon, resumes them and \
            measures: messages per second, and the daemon's peak memory. Each number may send \
            1,000 messages a second, as Meta's fast ones.
            """)

    @Option(help: "Pending notifications to begin with.")
    var rows = 100_000

    @Option(help: "The longest time to drain, in seconds; what is left stays.")
    var seconds = 600

    @Option(help: "Sender numbers, 1 to 10.")
    var numbers = 10

    @Option(help: "How long each answer takes, in milliseconds; 0: as long as it takes by itself.")
    var latency = 0

    func validate() throws {
        guard rows > 0, seconds > 0 else { throw ValidationError("rows and seconds are above 0") }
        guard (1...10).contains(numbers) else { throw ValidationError("there are 1 to 10 numbers") }
        guard latency >= 0 else { throw ValidationError("a latency is not below 0") }
    }

    func run() async throws {
        let run = BacklogRun(rows: rows, secondsMax: seconds, numbers: numbers)
        let latencyOptions =
            latency == 0
            ? []
            : [
                "--latency-p50-milliseconds", "\(latency)", "--latency-p99-milliseconds",
                "\(latency)",
            ]
        let report = try await withEnvironment(
            named: "paynotify-backlog", ports: Environment.Ports(),
            sandboxOptions: ["--unthrottled", "--webhook-batch", "100"] + latencyOptions
        ) { environment, _ in try await run.run(on: environment) }
        guard let report else { throw ExitCode(1) }
        print(report)
    }
}
