import LocalEnvironment

/// What a file of so many sessions costs.
struct GrowthResult: Hashable, Sendable {
    var sessions: Int
    /// Sessions enabled a second while the file was filled.
    var fillRate: Double
    /// From the start of the daemon over the file, after a kill, until it takes calls.
    var startSeconds: Double
    var startMebibytes: Double
    var notify: Measurement

    /// A figure a line; the ratio is to the same figure of another file, the smallest.
    func figures(besides smallest: GrowthResult) -> [Figure] {
        func figure(
            _ name: String, _ unit: String, _ value: (GrowthResult) -> Double
        ) -> Figure {
            Figure(
                name: "growth.\(sessions).\(name)", value: value(self), unit: unit,
                floor: value(smallest))
        }
        return [
            figure("rate", "calls/s") { $0.notify.callsPerSecond },
            figure("p50", "µs") { $0.notify.latency.p50 },
            figure("p99", "µs") { $0.notify.latency.p99 },
            figure("server", "s/100k") { $0.notify.server?.cpuSecondsPer100kCalls ?? 0 },
            figure("fill", "sessions/s") { $0.fillRate },
            figure("start", "s") { $0.startSeconds },
            figure("memory_at_start", "MiB") { $0.startMebibytes },
            figure("memory", "MiB") {
                Double($0.notify.server?.residentKibibytesAfter ?? 0) / 1_024
            },
        ]
    }
}

/// Fills a file, starts the daemon over it, and measures state changes.
struct GrowthRun: Sendable {
    let sessions: Int
    let shape: LoadShape

    func run() async throws -> GrowthResult {
        let run = self
        let result = try await withEnvironment(
            named: "paynotify-growth", ports: Environment.Ports(server: nil),
            sandboxOptions: ["--unthrottled", "--webhook-batch", "100"]
        ) { environment, _ in
            try await run.measure(environment)
        }
        guard let result else { throw CancellationError() }
        return result
    }

    private func measure(_ environment: Environment) async throws -> GrowthResult {
        let names = SessionNames(seed: 1)
        let server = try await LoadServer(of: environment)
        try await server.prepareFixture(names, delivers: false)
        Notice.say("\(sessions) sessions are enabled")
        let filled = try await SessionRuns(generator: try Generator(server), names: names)
            .enable(0..<sessions)
        let start = ContinuousClock.now
        try await environment.killAndRestart()
        let startSeconds = start.duration(to: .now) / .seconds(1)
        let process = await environment.daemonProcess
        let resident = ProcessUsage(process: process)?.residentKibibytes ?? 0
        Notice.say("state changes beside \(sessions) sessions")
        let runs = SessionRuns(
            generator: try Generator(try await LoadServer(of: environment)), names: names)
        let notify = try await runs.notify(shape, try await numbers(runs))
        return GrowthResult(
            sessions: sessions, fillRate: filled.callsPerSecond, startSeconds: startSeconds,
            startMebibytes: Double(resident) / 1_024, notify: notify)
    }

    /// Sessions that lie in the file, or further ones where it has too few for the run.
    private func numbers(_ runs: SessionRuns) async throws -> Range<Int> {
        let seconds = (shape.seconds ?? 0) + shape.warmUpSeconds
        let needed = SessionRuns.sessions(rate: Self.rateMax, seconds: seconds, shape)
        if needed <= sessions { return 0..<needed }
        return try await runs.enableEnough(for: shape, from: sessions)
    }

    /// Calls a second that no daemon on the machine is expected to exceed.
    private static let rateMax = 150_000.0
}
