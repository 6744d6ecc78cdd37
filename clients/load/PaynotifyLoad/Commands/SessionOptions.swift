import ArgumentParser

/// Which sessions a run is about.
struct SessionOptions: ParsableArguments {
    @Option(
        help: "Decides all ids, so that a run can find the sessions of another (default: random).")
    var seed: UInt64?

    @Flag(help: "Session ids that ascend instead of random UUIDs.")
    var ordered = false

    @Option(help: "Merchants that the sessions are dealt out to.")
    var merchants = 100

    @Option(help: "The number of the first session.")
    var firstSession = 0

    @Option(help: "How many sessions; without it as many as the run needs.")
    var sessions: Int?

    func validate() throws {
        guard (1...999).contains(merchants) else {
            throw ValidationError("--merchants must be 1 to 999")
        }
        guard firstSession >= 0, (sessions ?? 1) >= 1, firstSession <= 1_000_000_000,
            (sessions ?? 0) <= 1_000_000_000
        else { throw ValidationError("--sessions must be 1 to 1000000000") }
    }

    var names: SessionNames {
        SessionNames(
            seed: seed ?? UInt64.random(in: 1...1 << 53), areOrdered: ordered,
            merchants: merchants)
    }
}

/// Whether messages leave while a run measures.
enum DeliveryMode: String, ExpressibleByArgument, CaseIterable {
    case paused
    case on
    /// One run after the other: paused, then on.
    case both

    /// Whether messages leave, for each run.
    var runs: [Bool] {
        switch self {
        case .paused: [false]
        case .on: [true]
        case .both: [false, true]
        }
    }
}
