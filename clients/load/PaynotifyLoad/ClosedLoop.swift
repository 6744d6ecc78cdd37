import Foundation
import RPC
import RPCClient
import Synchronization

/// A closed loop: connections × calls in flight, each caller waiting for its answer.
struct ClosedLoop<Load: Workload> {
    let options: LoadOptions
    let workload: Load

    /// Measures, prints the report, and fails if a call was answered with an error.
    func runAndPrint() async throws {
        let report = try await run()
        print(options.json ? try report.json : report.text)
        guard report.errors.isEmpty else { throw LoadFailed() }
    }

    /// Prepares, warms up, measures.
    func run() async throws -> LoadReport {
        let clients = try (0..<options.connections).map { _ in try RPCClient(options.server) }
        try await workload.prepare(clients[0])
        let next = CallNumbers()
        _ = try await turn(seconds: options.warmUpSeconds, clients, next)
        let before = usages()
        let started = ContinuousClock.now
        let meter = try await turn(seconds: options.seconds, clients, next)
        let elapsed = started.duration(to: .now)
        let after = usages()
        for client in clients { await client.close() }
        return LoadReport(
            workload: workload.name, shape: "\(options.connections)x\(options.inFlight)",
            meter: meter, elapsed: elapsed, server: Self.pair(before.server, after.server),
            harness: Self.pair(before.harness, after.harness))
    }

    private func usages() -> (server: ProcessUsage?, harness: ProcessUsage?) {
        (
            options.pid.flatMap { ProcessUsage(pid: $0) },
            ProcessUsage(pid: ProcessInfo.processInfo.processIdentifier)
        )
    }

    private static func pair(
        _ before: ProcessUsage?, _ after: ProcessUsage?
    ) -> (before: ProcessUsage, after: ProcessUsage)? {
        guard let before, let after else { return nil }
        return (before, after)
    }

    /// Lets every caller call until the time is over, or there is nothing left to call.
    private func turn(
        seconds: Double, _ clients: [RPCClient], _ next: CallNumbers
    ) async throws -> Meter {
        let end = ContinuousClock.now + .seconds(seconds)
        return await withTaskGroup(of: Meter.self) { callers in
            for client in clients {
                for _ in 0..<options.inFlight {
                    callers.addTask { await callUntil(end, client, next) }
                }
            }
            var sum = Meter()
            for await meter in callers { sum.add(meter) }
            return sum
        }
    }

    private func callUntil(
        _ end: ContinuousClock.Instant, _ client: RPCClient, _ next: CallNumbers
    ) async -> Meter {
        var meter = Meter()
        var start = ContinuousClock.now
        while start < end {
            do {
                guard try await workload.call(next.take(), on: client) else { break }
                let now = ContinuousClock.now
                meter.record(start.duration(to: now))
                start = now
            } catch {
                meter.errors[Self.name(of: error), default: 0] += 1
                start = .now
            }
        }
        return meter
    }

    private static func name(of error: any Error) -> String {
        switch error as? RPCError {
        case .refused(let status): status.code.name
        case .notSent: "NOT_SENT"
        case .outcomeUnknown: "OUTCOME_UNKNOWN"
        case nil: "OTHER"
        }
    }
}

/// Hands out the numbers of the calls, each once.
final class CallNumbers: Sendable {
    private let next = Atomic(0)

    func take() -> Int { next.wrappingAdd(1, ordering: .relaxed).oldValue }
}

/// A call was answered with an error.
struct LoadFailed: Error, CustomStringConvertible {
    var description: String { "some calls were answered with an error" }
}
