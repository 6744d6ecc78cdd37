import Foundation
import LocalEnvironment
import RPCClient

/// Carries a bench out on a daemon and the floors, one after the other, so that each of our figures
/// has its floor right beside it.
struct BenchRun {
    private let plan: BenchPlan
    private let server: LoadServer
    private let floors: FloorPrograms
    private let generator: Generator
    private let runs: SessionRuns
    private var results = BenchResults()
    /// Sessions below it are used up.
    private var nextSession = 0

    init(_ plan: BenchPlan, on server: LoadServer, _ floors: FloorPrograms) async throws {
        self.plan = plan
        self.server = server
        self.floors = floors
        generator = try Generator(server)
        let names = SessionNames(seed: UInt64.random(in: 1...1 << 53))
        runs = SessionRuns(generator: generator, names: names)
        try await server.prepareFixture(names, delivers: false)
    }

    /// All rounds; the ones that leave something behind come last.
    mutating func run() async throws -> BenchResults {
        // While the daemon has no freed memory that connections could take.
        for connections in plan.idle {
            say("\(connections) idle connections", 1)
            results.idle.append(try await runIdle(connections))
        }
        for round in 1...plan.rounds {
            say("the wire", round)
            try await runEcho(oursFirst: round.isMultiple(of: 2))
            say("state changes, closed loop", round)
            results.notify.append(try await notify(plan.shape(64, 16)))
            results.notifySixteen.append(try await notifyOnly(plan.shape(16, 1)))
            results.notifyAlone.append(try await notify(plan.shape(1, 1)))
        }
        for rate in plan.rates {
            var open = BenchResults.OpenRound(rate: rate)
            for round in 1...plan.rounds {
                say("state changes, \(Int(rate)) a second", round)
                open.runs.append(try await notifyOnly(plan.shape(rate: rate)))
            }
            results.open.append(open)
        }
        say("state changes with delivery", 1)
        let client = try RPCClient("\(server.address)")
        try await LoadFixture(client, merchants: runs.names.merchants).setDelivery(isOn: true)
        await client.close()
        var delivering = try await notifyOnly(plan.shape(64, 16))
        delivering.workload = "notify with delivery"
        results.delivering.append(delivering)
        return results
    }

    private func say(_ what: String, _ round: Int) {
        Notice.say(plan.rounds > 1 ? "\(what), round \(round)" : what)
    }

    // MARK: - The wire

    private mutating func runEcho(oursFirst: Bool) async throws {
        for shape in [plan.shape(64, 16), plan.shape(1, 1)] {
            let before = oursFirst ? try await echo(generator, shape) : nil
            let floor = try await floors.withEcho { generator in
                var floor = try await echo(generator, shape)
                floor.workload = "floor echo"
                return floor
            }
            let ours: Measurement
            if let before { ours = before } else { ours = try await echo(generator, shape) }
            let round = BenchResults.EchoRound(ours: ours, floor: floor)
            if shape.connections == 1 {
                results.echoAlone.append(round)
            } else {
                results.echo.append(round)
            }
        }
    }

    private func echo(_ generator: Generator, _ shape: LoadShape) async throws -> Measurement {
        try await generator.measure("echo", shape) { _ in try EchoTraffic(shape) }
    }

    /// The wire's busy connections alone, and then beside idle ones.
    private func runIdle(_ connections: Int) async throws -> BenchResults.IdleRound {
        var shape = plan.shape(64, 16)
        let without = try await echo(generator, shape)
        shape.idle = connections
        let with = try await echo(generator, shape)
        return BenchResults.IdleRound(
            connections: connections,
            kibibytesEach: with.server?.residentKibibytesPerIdleConnection ?? 0,
            busyWith: with.callsPerSecond, busyWithout: without.callsPerSecond)
    }

    // MARK: - State changes

    /// Ours first: the floor takes as many calls a commit as the daemon did.
    private mutating func notify(_ shape: LoadShape) async throws -> BenchResults.NotifyRound {
        let sessions = try await enable(for: shape)
        let before = try await storeCounters()
        let start = ContinuousClock.now
        let ours = try await runs.notify(shape, sessions)
        let seconds = start.duration(to: .now) / .seconds(1)
        let store = try await storeCounters().since(before)
        let floor = try await floors.store(
            FloorPrograms.StoreRun(
                batch: max(1, Int(store.callsPerCommit.rounded())), like: shape,
                sessions: SessionRuns.sessions(
                    rate: ours.callsPerSecond * 2,
                    seconds: plan.seconds + plan.warmUpSeconds, shape)))
        return BenchResults.NotifyRound(ours: ours, store: store, seconds: seconds, floor: floor)
    }

    /// Without a floor.
    private mutating func notifyOnly(_ shape: LoadShape) async throws -> Measurement {
        try await runs.notify(shape, try await enable(for: shape))
    }

    private mutating func enable(for shape: LoadShape) async throws -> Range<Int> {
        let numbers = try await runs.enableEnough(for: shape, from: nextSession)
        nextSession = numbers.upperBound
        return numbers
    }

    private func storeCounters() async throws -> StoreCounters {
        guard let admin = server.admin, let sandbox = server.sandbox else {
            return StoreCounters()
        }
        let text = try await sandbox.fetch(admin + "/metrics")
        return StoreCounters(metrics: String(decoding: text, as: UTF8.self))
    }
}
