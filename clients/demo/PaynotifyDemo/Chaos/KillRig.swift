import LocalEnvironment

/// kill -9 at moments drawn by lot.
enum KillRig: Rig {
    static let name = "kills"
    static let weight = 1.5
    /// How long a daemon lives at least and at most, in seconds.
    private static let lives = 0.02..<0.8

    static func run(seed: UInt64, until end: ContinuousClock.Instant) async throws -> RigReport {
        try await Testbed.with(KillRig.self, seed: seed) { testbed in
            let kills = try await testbed.underLoad {
                var numbers = SeededNumbers(seed: seed)
                var kills = 0
                repeat {
                    try await Task.sleep(
                        for: .seconds(Double.random(in: lives, using: &numbers)))
                    try await testbed.environment.killAndRestart()
                    kills += 1
                } while .now < end
                return kills
            }
            var report = RigReport(KillRig.self)
            report.count(kills, "kills")
            report.add(try await testbed.verdict())
            try await plant(in: testbed, &report)
            return report
        }
    }

    private static func plant(in testbed: Testbed, _ report: inout RigReport) async throws {
        try await testbed.sendTwice()
        report.canary("double", isCaught: try await !testbed.verdictAtOnce().doubled.isEmpty)
        try await testbed.sendUnarmed()
        report.canary("missing arm", isCaught: try await !testbed.verdictAtOnce().unarmed.isEmpty)
        try await testbed.loseTheLastPayments()
        report.canary("loss", isCaught: try await !testbed.verdictAtOnce().lost.isEmpty)
    }
}
