import ArgumentParser

/// `paynotify-load ramp`: raises the rate until the server does not keep up.
struct RampCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ramp", abstract: "Finds the knee: the highest rate that the daemon holds.",
        discussion: """
            Open loops at rates that grow by a quarter from half of what a closed loop reaches, \
            until the 99th percentile or the rate itself breaks; then the span is halved three \
            times. The report has a run for each rate.
            """)

    /// What is called.
    enum Workload: String, ExpressibleByArgument, CaseIterable {
        case notify
        case echo
    }

    @Argument(help: "What to call: notify or echo.")
    var workload = Workload.notify

    @OptionGroup var server: ServerOptions
    @OptionGroup var load: LoadOptions
    @OptionGroup var which: SessionOptions

    @Option(help: "The 99th percentile that breaks a rate, in milliseconds.")
    var p99Milliseconds = 50.0

    func validate() throws {
        guard load.rate == nil else { throw ValidationError("ramp chooses the rates itself") }
        guard p99Milliseconds > 0 else {
            throw ValidationError("--p99-milliseconds must be above 0")
        }
    }

    func run() async throws {
        let machine = MachineFacts.here
        let (names, workload, shape) = (which.names, workload, load.shape)
        let limits = KneeSearch.Limits(p99Max: p99Milliseconds * 1_000)
        let ramp = try await LoadServer.with(server) { server in
            if workload == .notify { try await server.prepareFixture(names, delivers: false) }
            let runs = SessionRuns(generator: try Generator(server), names: names)
            return try await Ramp(workload, shape, limits, runs).run()
        }
        if ramp.knee == nil { Notice.say("no rate held: the daemon answers too slowly at any") }
        let knee = Figure(
            name: "\(workload.rawValue).knee", value: ramp.knee ?? 0, unit: "calls/s")
        try load.output.show(
            "paynotify-load ramp \(workload.rawValue)", on: machine, ramp.runs, figures: [knee])
    }
}

/// The runs of a ramp.
private struct Ramp {
    private let workload: RampCommand.Workload
    private let shape: LoadShape
    private let limits: KneeSearch.Limits
    private let runs: SessionRuns
    private var firstSession = 0

    init(
        _ workload: RampCommand.Workload, _ shape: LoadShape, _ limits: KneeSearch.Limits,
        _ runs: SessionRuns
    ) {
        self.workload = workload
        self.shape = shape
        self.limits = limits
        self.runs = runs
    }

    consuming func run() async throws -> (knee: Double?, runs: [Measurement]) {
        let closed = try await measure(at: nil)
        var search = KneeSearch(from: max(1, closed.callsPerSecond / 2), limits: limits)
        var measured: [Measurement] = []
        while let rate = search.next {
            Notice.say("\(Quantity.grouped(rate)) calls/s")
            let run = try await measure(at: rate)
            measured.append(run)
            search.judge(run)
        }
        return (search.held, measured)
    }

    private mutating func measure(at rate: Double?) async throws -> Measurement {
        var shape = shape
        shape.rate = rate
        switch workload {
        case .echo:
            return try await runs.generator.measure("echo", shape) { [shape] _ in
                try EchoTraffic(shape)
            }
        case .notify:
            let numbers = try await runs.enableEnough(for: shape, from: firstSession)
            firstSession = numbers.upperBound
            return try await runs.notify(shape, numbers)
        }
    }
}
