/// Runs on sessions: enables them, tells of their states, reads them.
struct SessionRuns: Sendable {
    let generator: Generator
    let names: SessionNames

    /// Enables the sessions, all of them and as fast as the daemon takes it.
    func enable(_ numbers: Range<Int>) async throws -> Measurement {
        let names = names
        let supply = SessionSupply(numbers)
        let shape = LoadShape(connections: 8, inFlight: 64, seconds: nil, warmUpSeconds: 0)
        let measured = try await generator.measure("enable", shape) { _ in
            try EnableTraffic(names, supply, shape)
        }
        if let error = measured.errors.first {
            throw FixtureFailure(
                description: "\(error.value) of \(numbers.count) sessions were not enabled: "
                    + ([error.key] + measured.warnings).joined(separator: "; "))
        }
        return measured
    }

    /// Enables new sessions for as long as the shape says.
    func enable(_ shape: LoadShape, from first: Int) async throws -> Measurement {
        let names = names
        let supply = SessionSupply(first..<Int.max / 2)
        return try await generator.measure("enable", shape) { _ in
            try EnableTraffic(names, supply, shape)
        }
    }

    /// Tells of the states of sessions that are enabled.
    func notify(_ shape: LoadShape, _ numbers: Range<Int>) async throws -> Measurement {
        let names = names
        let supply = SessionSupply(numbers)
        var measured = try await generator.measure("notify", shape) { loop in
            try NotifyTraffic(shape, names, supply, loop: loop)
        }
        let all = measured.outcomes.values.reduce(0, +)
        let queued = measured.outcomes["QUEUED", default: 0]
        if Double(queued) < 0.95 * Double(all) {
            measured.warnings.append(
                "\(queued) of \(all) decisions were QUEUED: less than 95 %, so this is not the "
                    + "workload that it should be")
        }
        return measured
    }

    /// Reads enabled sessions at random.
    func read(_ shape: LoadShape, _ numbers: Range<Int>) async throws -> Measurement {
        let names = names
        return try await generator.measure("read", shape) { loop in
            try ReadTraffic(names, numbers, shape, loop: loop)
        }
    }

    /// Enables as many sessions as a notify run of the shape needs, and gives their numbers.
    ///
    /// In a closed loop a short probe tells how fast the daemon is; its sessions are used up.
    func enableEnough(for shape: LoadShape, from first: Int) async throws -> Range<Int> {
        var start = first
        var rate = shape.rate ?? 0
        if shape.rate == nil {
            let probe = start..<start + Self.sessions(rate: 10_000, seconds: 1, shape)
            _ = try await enable(probe)
            var probing = shape
            (probing.seconds, probing.warmUpSeconds) = (1, 0.2)
            rate = try await notify(probing, probe).callsPerSecond * 1.4
            start = probe.upperBound
        }
        let seconds = shape.warmUpSeconds + (shape.seconds ?? 0)
        let numbers = start..<start + Self.sessions(rate: rate * 1.05, seconds: seconds, shape)
        _ = try await enable(numbers)
        return numbers
    }

    /// How many sessions so many calls need; each lane keeps some open that it does not finish.
    static func sessions(rate: Double, seconds: Double, _ shape: LoadShape) -> Int {
        Int(rate * seconds / CheckoutMix.callsPerSession)
            + shape.connections * shape.inFlight * NotifyTraffic.openPerLane
    }
}
