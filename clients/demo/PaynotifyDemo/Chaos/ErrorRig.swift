import LocalEnvironment

/// An error at the N-th read, write, sync or truncation, once or for ever.
///
/// A daemon whose disk fails ends, or refuses and goes on; nothing that it acknowledged is lost.
enum ErrorRig: Rig {
    static let name = "errors"
    static let weight = 2.0
    /// Calls, errors, and the last position that is drawn.
    private static let faults = [
        ("fdatasync", "EIO", 120), ("pwrite64", "EIO", 1_500), ("pwrite64", "ENOSPC", 1_500),
        ("pread64", "EIO", 60), ("ftruncate", "EIO", 3),
    ]
    private static let life = Duration.milliseconds(900)
    /// The statuses of a disk that failed: while it ran, while it started, and before, when the system's
    /// loader read the daemon's libraries.
    private static let statuses: Set<Int32> = [70, 69, 127]

    /// What came of the faults.
    private struct Tally: Sendable {
        var met = 0
        var ended = 0
        var broken: [String] = []
    }

    static func run(seed: UInt64, until end: ContinuousClock.Instant) async throws -> RigReport {
        var report = RigReport(ErrorRig.self)
        report.skipped = SystemCallFault.obstacle
        if report.skipped != nil { return report }
        return try await Testbed.with(ErrorRig.self, seed: seed) { [report] testbed in
            var report = report
            let tally = try await testbed.underLoad {
                try await fail(testbed, seed: seed, until: end)
            }
            report.count(tally.met, "errors")
            report.count(tally.ended, "ends by them")
            report.broken += tally.broken
            if tally.met == 0 { report.broken.append("no error met a system call") }
            report.add(try await testbed.verdict())
            report.canary("lying disk", isCaught: try await testbed.catchesALyingDisk())
            return report
        }
    }

    private static func fail(
        _ testbed: Testbed, seed: UInt64, until end: ContinuousClock.Instant
    ) async throws -> Tally {
        var numbers = SeededNumbers(seed: seed)
        var tally = Tally()
        let environment = testbed.environment
        repeat {
            let (call, error, last) = faults[Int.random(in: 0..<faults.count, using: &numbers)]
            let fault = SystemCallFault(
                call: call, effect: .error(error), position: numbers.position(last: last),
                isForEver: numbers.happens(0.5))
            try await environment.killDaemon()
            let status = try await testbed.lifeOfDaemon(under: fault, atMost: life)
            let isMet = SystemCallFault.happened(by: testbed.trace)
            if isMet { tally.met += 1 }
            if let status {
                tally.ended += 1
                if !isMet || !statuses.contains(status) {
                    tally.broken.append("\(fault.name): it ended with \(status)")
                }
            } else if isMet, call == "fdatasync" {
                tally.broken.append("\(fault.name): it went on after a sync that failed")
            }
        } while .now < end
        try await environment.killDaemon()
        try await environment.startDaemon()
        return tally
    }
}
