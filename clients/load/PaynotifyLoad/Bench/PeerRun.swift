/// A shape of load, as ours and the peers took it.
struct PeerRound: Sendable {
    /// Such as "64x16", or "1000" for an open loop of so many calls a second.
    var shape: String
    var ours: [Measurement] = []
    /// The store's statements behind one thread of C, and behind Go's stock server.
    var c: [Measurement] = []
    var go: [Measurement] = []
}

extension [PeerRound] {
    /// Ours for each of a peer's: the value is ours, the ratio is ours to its.
    var figures: [Figure] {
        flatMap { round in
            [("c", round.c), ("go", round.go)].flatMap { peer, runs in
                figures("\(peer).\(round.shape)", ours: round.ours, runs)
            }
        }
    }

    private func figures(
        _ name: String, ours: [Measurement], _ runs: [Measurement]
    ) -> [Figure] {
        func figure(
            _ part: String, _ unit: String, _ value: (Measurement) -> Double
        ) -> Figure {
            Figure(
                name: "\(name).\(part)", value: ours.map(value).median, unit: unit,
                floor: runs.map(value).median)
        }
        let rate = figure("rate", "calls/s", \.callsPerSecond)
        let isOpen = ours.contains { $0.offeredPerSecond != nil }
        return (isOpen ? [] : [rate]) + [
            figure("p50", "µs", \.latency.p50), figure("p99", "µs", \.latency.p99),
            figure("server", "s/100k", \.serverCPU),
        ]
    }
}

/// Loads ours and the peers in turn, so that what else the machine does meets all of them.
struct PeerRun {
    private struct Server {
        let place: WritableKeyPath<PeerRound, [Measurement]>
        let runs: SessionRuns
        /// Sessions below it are used up.
        var nextSession = 0

        init(
            _ place: WritableKeyPath<PeerRound, [Measurement]>, _ server: LoadServer
        ) async throws {
            self.place = place
            let names = SessionNames(seed: UInt64.random(in: 1...1 << 53))
            try await server.prepareFixture(names, delivers: false)
            runs = SessionRuns(generator: try Generator(server), names: names)
        }

        mutating func notify(_ shape: LoadShape) async throws -> Measurement {
            let numbers = try await runs.enableEnough(for: shape, from: nextSession)
            nextSession = numbers.upperBound
            return try await runs.notify(shape, numbers)
        }
    }

    private let plan: BenchPlan
    private var servers: [Server]

    init(_ plan: BenchPlan, ours: LoadServer, c: LoadServer, go: LoadServer) async throws {
        self.plan = plan
        servers = [
            try await Server(\.ours, ours), try await Server(\.c, c), try await Server(\.go, go),
        ]
    }

    mutating func run() async throws -> [PeerRound] {
        let closed = [(64, 16), (16, 1), (1, 1)].map { connections, inFlight in
            ("\(connections)x\(inFlight)", plan.shape(connections, inFlight))
        }
        let open = plan.rates.map { ("\(Int($0))", plan.shape(rate: $0)) }
        var rounds: [PeerRound] = []
        for (name, shape) in closed + open {
            var result = PeerRound(shape: name)
            for round in 1...plan.rounds {
                Notice.say("ours and the peers, \(name), round \(round)")
                // Each server is the first in turn.
                for turn in servers.indices {
                    let index = (turn + round - 1) % servers.count
                    let measured = try await servers[index].notify(shape)
                    result[keyPath: servers[index].place].append(measured)
                }
            }
            rounds.append(result)
        }
        return rounds
    }
}
