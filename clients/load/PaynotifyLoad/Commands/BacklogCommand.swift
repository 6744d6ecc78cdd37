import ArgumentParser

/// `paynotify-load backlog`: how fast messages leave.
struct BacklogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backlog",
        abstract: "Measures how a backlog drains: messages a second, CPU a message, memory.",
        discussion: """
            Fills the queues of paused merchants, starts the daemon anew, resumes them and waits for the \
            last message's end: the receipt that it was delivered, or Meta's answer without receipts. \
            Meta is a stand-in that costs next to nothing, so that the daemon is what is measured; \
            --sandbox takes the sandbox. The sandbox allows each number 1,000 messages a second.
            """)

    @Option(help: "Pending notifications to begin with.")
    var rows = 20_000

    @Option(help: "The merchants whose they are, on ten numbers; 1 is on one number.")
    var merchants = 100

    @Option(help: "Milliseconds from a send to the stand-in's answer.")
    var latencyMs = 0

    @Flag(inversion: .prefixedNo, help: "Whether each message is followed by two receipts.")
    var receipts = true

    @Flag(help: "Send to the sandbox, which checks each message and costs as much as the daemon.")
    var sandbox = false

    @Option(help: "The longest time to drain, in seconds.")
    var seconds = 600.0

    func validate() throws {
        guard rows > 0, seconds > 0, (0...10_000).contains(latencyMs) else {
            throw ValidationError("--rows and --seconds must be above 0, --latency-ms 0 to 10000")
        }
        guard (1...999).contains(merchants) else {
            throw ValidationError("--merchants must be 1 to 999")
        }
        guard !sandbox || (receipts && latencyMs == 0) else {
            throw ValidationError("--sandbox has its own receipts and latency")
        }
    }

    func run() async throws {
        print(try await backlog.run().line)
    }

    var backlog: BacklogRun {
        let behaviour = MetaStandIn.Behaviour(
            latencyMilliseconds: latencyMs, hasReceipts: receipts)
        return BacklogRun(
            rows: rows, merchants: merchants, meta: sandbox ? nil : behaviour,
            secondsMax: seconds)
    }
}
