import EventLoop
import Foundation
import LocalEnvironment
import RPCClient

/// What a drained backlog cost.
struct BacklogResult: Hashable, Sendable {
    var messages: Int
    /// From the first merchant's release to the last message's end.
    var seconds: Double
    var daemonCPUSeconds: Double
    /// The daemon's largest resident memory since it was started over the backlog.
    var peakMebibytes: Double
    /// Of the stand-in for Meta; 0 against the sandbox.
    var metaCPUSeconds: Double

    var messagesPerSecond: Double { Double(messages) / seconds }
    var cpuMillisecondsPerMessage: Double { daemonCPUSeconds * 1_000 / Double(messages) }

    /// A line for a terminal.
    var line: String {
        let rate = Quantity.grouped(messagesPerSecond)
        return "\(messages) messages in \(Quantity.plain(seconds)) s, \(rate) a second; "
            + "a message takes \(Quantity.plain(cpuMillisecondsPerMessage)) ms of the daemon's CPU and "
            + "\(Quantity.plain(metaCPUSeconds * 1_000 / Double(messages))) ms of the stand-in's; "
            + "the daemon's peak is \(Quantity.plain(peakMebibytes)) MiB"
    }
}

/// Fills queues while delivery is paused, starts the daemon anew over them and lets them go.
struct BacklogRun: Sendable {
    /// Pending notifications to begin with, one for each session.
    var rows: Int
    /// The merchants whose they are, on ten numbers; 1: on one number.
    var merchants = 100
    /// Nil: the sandbox is Meta.
    var meta: MetaStandIn.Behaviour?
    /// The longest time to drain.
    var secondsMax = 600.0

    /// Whether a message ends with its last receipt, not with Meta's answer.
    private var hasReceipts: Bool { meta?.hasReceipts ?? true }

    /// In an environment of its own.
    func run() async throws -> BacklogResult {
        let run = self
        let result = try await withEnvironment(
            named: "paynotify-backlog", ports: Environment.Ports(server: nil),
            sandboxOptions: ["--unthrottled", "--webhook-batch", "100"]
        ) { environment, _ in try await run.run(on: environment) }
        guard let result else { throw CancellationError() }
        return result
    }

    private func run(on environment: Environment) async throws -> BacklogResult {
        let names = SessionNames(seed: 1, merchants: merchants)
        let server = try await LoadServer(of: environment)
        try await server.prepareFixture(names, delivers: false)
        try await fill(try Generator(server), names)
        let client = try RPCClient("\(server.address)")
        let fixture = LoadFixture(client, merchants: merchants)
        let webhook = environment.gateway + (try await fixture.webhookPath())
        var standIn: MetaStandIn?
        if let meta {
            standIn = try await MetaStandIn(meta, sandbox: environment.sandbox, webhook: webhook)
        }
        await client.close()
        try await environment.killAndRestart(graph: standIn?.baseURL)
        let result = try await drain(environment, standIn)
        try await standIn?.stop()
        return result
    }

    /// Each session ends with one pending notification: a later state withdraws an earlier one's.
    private func fill(_ generator: Generator, _ names: SessionNames) async throws {
        let runs = SessionRuns(generator: generator, names: names)
        _ = try await runs.enable(0..<rows)
        let shape = LoadShape(connections: 16, inFlight: 16, seconds: nil, warmUpSeconds: 0)
        let filled = try await runs.notify(shape, 0..<rows)
        guard filled.errors.isEmpty else {
            throw FixtureFailure(description: "the backlog cannot be made: \(filled.errors)")
        }
    }

    private func drain(
        _ environment: Environment, _ standIn: MetaStandIn?
    ) async throws -> BacklogResult {
        let process = await environment.daemonProcess
        let client = try RPCClient(environment.server)
        let before = ProcessUsage(process: process)
        let metaBefore = standIn?.usage
        let start = MachineTime.now
        try await LoadFixture(client, merchants: merchants).setDelivery(isOn: true)
        try await wait(for: environment)
        let after = ProcessUsage(process: process)
        await client.close()
        guard let before, let after else {
            throw FixtureFailure(description: "the daemon's CPU time cannot be read")
        }
        return BacklogResult(
            messages: rows, seconds: Double(after.moment - start) / 1e9,
            daemonCPUSeconds: after.cpuSeconds - before.cpuSeconds,
            peakMebibytes: Double(ProcessUsage.peakKibibytes(ofProcess: process)) / 1_024,
            metaCPUSeconds: (standIn?.usage?.cpuSeconds ?? 0) - (metaBefore?.cpuSeconds ?? 0))
    }

    private func wait(for environment: Environment) async throws {
        let ends = hasReceipts ? ["delivered", "read"] : ["accepted", "sent", "delivered", "read"]
        let start = MachineTime.now
        while true {
            let standing = try await environment.standing()
            if ends.reduce(0, { $0 + standing[$1, default: 0] }) >= rows { return }
            guard Double(MachineTime.now - start) < secondsMax * 1e9 else {
                throw FixtureFailure(
                    description: "not all of \(rows) messages left within \(secondsMax) s: "
                        + "\(standing.filter { $0.value > 0 })")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
