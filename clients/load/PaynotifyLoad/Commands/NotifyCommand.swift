import ArgumentParser
import Foundation

/// `paynotify-load notify`: the whole domain.
struct NotifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notify",
        abstract: "NotifyStateChange: the whole domain, with a durable commit for each answer.",
        discussion: """
            100 merchants; of their sessions 70 % go created, paid; 15 % created, failed, paid; \
            and 5 % each created, then expired, canceled or authorized. 2 % of the calls are \
            made twice with the same event id. Session and event ids are random UUIDs. The \
            sessions are enabled beforehand, as many as rate and duration need, and at least \
            95 % of the decisions should be QUEUED.
            """)

    @OptionGroup var server: ServerOptions
    @OptionGroup var load: LoadOptions
    @OptionGroup var which: SessionOptions

    @Option(
        help: """
            paused: notifications stay in their queue; on: they are sent to the sandbox; both: a \
            run of each.
            """)
    var delivery = DeliveryMode.both

    @Flag(help: "The sessions were enabled before, as by fill: --sessions of them, by --seed.")
    var enabled = false

    func validate() throws {
        guard !enabled || (which.sessions != nil && which.seed != nil) else {
            throw ValidationError("--enabled needs --sessions and --seed")
        }
    }

    func run() async throws {
        let machine = MachineFacts.here
        let names = which.names
        Notice.say("seed \(names.seed)")
        let measured = try await LoadServer.with(server) { server in
            var next = which.firstSession
            var measured: [Measurement] = []
            for delivers in delivery.runs {
                try await server.prepareFixture(names, delivers: delivers)
                let runs = SessionRuns(generator: try Generator(server), names: names)
                let numbers = try await numbers(runs, from: next)
                next = numbers.upperBound
                var run = try await runs.notify(load.shape, numbers)
                if delivers { run.workload = "notify with delivery" }
                measured.append(run)
            }
            return measured
        }
        try load.output.show("paynotify-load notify", on: machine, measured)
    }

    /// The sessions to tell of, which are enabled now; as many for each run.
    private func numbers(_ runs: SessionRuns, from first: Int) async throws -> Range<Int> {
        guard let count = which.sessions else {
            return try await runs.enableEnough(for: load.shape, from: first)
        }
        let numbers = first..<first + count / delivery.runs.count
        if !enabled { _ = try await runs.enable(numbers) }
        return numbers
    }
}
