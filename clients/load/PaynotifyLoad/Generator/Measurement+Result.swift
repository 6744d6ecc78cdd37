import Foundation

extension Measurement {
    /// Sums up what the loops of a run delivered.
    init(
        _ workload: String, _ shape: LoadShape, _ times: Collector.Times,
        _ result: Collector.Result, server: UsagePair?, own: UsagePair?
    ) {
        let total = result.total
        let elapsed = Double(max(result.endedAt - times.measureFrom, 1)) / 1e9
        self.init(
            workload: workload, connections: shape.connections, inFlight: shape.inFlight,
            offeredPerSecond: shape.rate, seconds: elapsed, calls: total.calls,
            callsPerSecond: Double(total.calls) / elapsed, latency: LatencySummary(total.latencies),
            errors: total.errorsByName, outcomes: total.decisionsByName,
            timeline: result.timeline.sorted { $0.offset < $1.offset },
            server: server.map { ServerUsage($0, calls: total.calls) },
            generator: GeneratorUsage(loops: shape.loops, cores: own?.cores ?? 0))
        warnings = Self.warnings(shape, result, self)
    }

    /// What makes the figures doubtful.
    private static func warnings(
        _ shape: LoadShape, _ result: Collector.Result, _ measured: Measurement
    ) -> [String] {
        var warnings = result.remarks
        #if DEBUG
            warnings.append("this is a debug build; its figures say little: build with -c release")
        #endif
        if measured.generator.cores > 0.9 * Double(shape.loops) {
            let cores = String(format: "%.2f", measured.generator.cores)
            warnings.append(
                "the harness used \(cores) cores for \(shape.loops) loops: it may have been the limit"
            )
        }
        if result.lateCalls > 0 {
            warnings.append(
                "\(result.lateCalls) calls left more than 10 ms behind their moment in the schedule,"
                    + " because every lane waited or the harness could not run; their wait is counted"
            )
        }
        if let seconds = shape.seconds, measured.seconds < seconds * 0.99 {
            let early = String(format: "%.1f", measured.seconds)
            warnings.append("the run ended after \(early) s: there was nothing left to call")
        }
        return warnings
    }
}

extension ServerUsage {
    /// What a run with so many calls used.
    init(_ usage: UsagePair, calls: Int) {
        self.init(
            cpuSeconds: usage.cpuSeconds,
            cpuSecondsPer100kCalls: usage.cpuSeconds / Double(max(calls, 1)) * 100_000,
            cores: usage.cores, residentKibibytesBefore: usage.before.residentKibibytes,
            residentKibibytesAfter: usage.after.residentKibibytes)
    }
}
