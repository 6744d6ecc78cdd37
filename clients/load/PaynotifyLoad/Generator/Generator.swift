import EventLoop
import Foundation

/// Runs loops on threads of their own and sums up what they measured.
struct Generator: Sendable {
    let address: SocketAddress
    /// The server's process; nil: its CPU time and memory are not told.
    let server: Int32?
    /// Whether a line on a terminal shows how far a run is.
    let showsProgress: Bool

    /// Finds the server's process by itself where the address is a Unix socket.
    init(_ address: SocketAddress, server: Int32? = nil, showsProgress: Bool = true) throws {
        self.address = address
        self.showsProgress = showsProgress
        if let server {
            self.server = server
        } else {
            let probe = try LoadConnection(
                to: address, number: 0, inFlightMax: 1, in: SleepingPoller())
            self.server = probe.serverProcess
            probe.close()
        }
    }

    init(_ server: LoadServer) throws {
        try self.init(server.address, server: server.process)
    }

    /// Loads the server with one traffic for each loop, and measures.
    func measure<Load: Traffic & Sendable>(
        _ workload: String, _ shape: LoadShape,
        _ makeTraffic: @escaping @Sendable (_ loop: Int) throws -> Load
    ) async throws -> Measurement {
        let idle = try await openIdle(shape.idle)
        defer { idle?.connections.close() }
        let collector = Collector(loops: shape.loops)
        for number in 0..<shape.loops {
            let address = address
            Thread.detachNewThread {
                Self.run(number, of: shape, to: address, collector, makeTraffic)
            }
        }
        var measured = try await withTaskCancellationHandler {
            try await measure(workload, shape, collector)
        } onCancel: {
            collector.cancel()
        }
        measured.server?.residentKibibytesPerIdleConnection = idle?.kibibytesEach
        return measured
    }

    /// Opens connections, and tells the server's memory for each.
    private func openIdle(
        _ count: Int
    ) async throws -> (connections: IdleConnections, kibibytesEach: Double?)? {
        guard count > 0 else { return nil }
        let before = server.flatMap { ProcessUsage(process: $0) }
        let connections = try IdleConnections(count, to: address)
        // What the last of them left behind is freed by then.
        try await Task.sleep(for: .milliseconds(300))
        let after = server.flatMap { ProcessUsage(process: $0) }
        guard let before, let after else { return (connections, nil) }
        let grown = Double(after.residentKibibytes - before.residentKibibytes)
        return (connections, grown / Double(count))
    }

    /// The body of a thread.
    private static func run<Load: Traffic>(
        _ number: Int, of shape: LoadShape, to address: SocketAddress, _ collector: Collector,
        _ makeTraffic: (Int) throws -> Load
    ) {
        do {
            var loop = try LoadLoop(number, of: shape, to: address, makeTraffic(number), collector)
            let end = loop.run()
            collector.end(at: end.endedAt, lateCalls: end.lateCalls, failure: nil)
        } catch {
            collector.end(at: 0, lateCalls: 0, failure: error)
        }
    }

    private func measure(
        _ workload: String, _ shape: LoadShape, _ collector: Collector
    ) async throws -> Measurement {
        while !collector.areReady { try await Task.sleep(for: .milliseconds(2)) }
        let times = Self.times(shape)
        collector.start(times)
        try await Self.wait(until: times.measureFrom, collector)
        let before = (server: server.flatMap { ProcessUsage(process: $0) }, own: ProcessUsage.own)
        var line = ProgressLine(workload, isShown: showsProgress)
        while MachineTime.now < times.end, !collector.haveEnded {
            try await Self.wait(
                until: min(times.end, MachineTime.now + 200_000_000), collector)
            line.show(collector)
        }
        let after = (server: server.flatMap { ProcessUsage(process: $0) }, own: ProcessUsage.own)
        line.erase()
        while !collector.haveEnded { try await Task.sleep(for: .milliseconds(5)) }
        let result = collector.result
        if let failure = result.failure { throw failure }
        return Measurement(
            workload, shape, times, result,
            server: Self.pair(before.server, after.server), own: Self.pair(before.own, after.own))
    }

    private static func times(_ shape: LoadShape) -> Collector.Times {
        let start = MachineTime.now + 2_000_000
        let measureFrom = start + Int64(shape.warmUpSeconds * 1e9)
        let end = shape.seconds.map { measureFrom + Int64($0 * 1e9) } ?? Int64.max
        return Collector.Times(start: start, measureFrom: measureFrom, end: end)
    }

    /// Returns early when all loops have ended.
    private static func wait(until moment: Int64, _ collector: Collector) async throws {
        while !collector.haveEnded {
            let left = moment - MachineTime.now
            guard left > 0 else { return }
            try await Task.sleep(for: .nanoseconds(min(left, 20_000_000)))
        }
    }

    private static func pair(
        _ before: ProcessUsage?, _ after: ProcessUsage?
    ) -> UsagePair? {
        guard let before, let after else { return nil }
        return UsagePair(before: before, after: after)
    }
}

/// What a process had used before a run and after it.
struct UsagePair: Equatable, Sendable {
    var before: ProcessUsage
    var after: ProcessUsage

    var cpuSeconds: Double { after.cpuSeconds - before.cpuSeconds }
    var cores: Double { after.cores(since: before) }
}
