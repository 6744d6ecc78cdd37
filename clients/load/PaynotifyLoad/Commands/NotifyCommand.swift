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

    @Option(help: "paused: notifications stay in their queue; on: they are sent to the sandbox.")
    var delivery = DeliveryMode.paused

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
            try await server.prepareTown(names, delivers: delivery == .on)
            let runs = SessionRuns(generator: try Generator(server), names: names)
            return try await runs.notify(load.shape, try await numbers(runs))
        }
        try load.output.show("paynotify-load notify", on: machine, [measured])
    }

    /// The sessions to tell of, which are enabled now.
    private func numbers(_ runs: SessionRuns) async throws -> Range<Int> {
        guard let count = which.sessions else {
            return try await runs.enableEnough(for: load.shape, from: which.firstSession)
        }
        let numbers = which.firstSession..<which.firstSession + count
        if !enabled { _ = try await runs.enable(numbers) }
        return numbers
    }
}
