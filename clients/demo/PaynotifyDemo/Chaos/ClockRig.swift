import Foundation
import LocalEnvironment

/// The machine's clock is another after a kill, up to an hour ahead or behind.
///
/// A step while the daemon runs is out of reach: its clock is set when it starts, in test builds.
enum ClockRig: Rig {
    static let name = "clock"
    static let weight = 0.5
    /// How far it is off, in seconds.
    private static let steps = -3_600.0...3_600.0
    /// Later than anything that was put off by a clock that was ahead.
    private static let last = 7_200.0
    private static let life = Duration.milliseconds(700)

    static func run(seed: UInt64, until end: ContinuousClock.Instant) async throws -> RigReport {
        try await Testbed.with(ClockRig.self, seed: seed) { testbed in
            let count = try await testbed.underLoad {
                var numbers = SeededNumbers(seed: seed)
                var count = 0
                repeat {
                    try await step(Double.random(in: steps, using: &numbers), testbed)
                    try await Task.sleep(for: life)
                    count += 1
                } while .now < end
                try await step(last, testbed)
                return count + 1
            }
            var report = RigReport(ClockRig.self)
            report.count(count, "steps")
            report.add(try await testbed.verdict())
            try await testbed.sendTwice()
            report.canary("double", isCaught: try await !testbed.verdictAtOnce().doubled.isEmpty)
            return report
        }
    }

    private static func step(_ seconds: Double, _ testbed: Testbed) async throws {
        // A clock of its own goes faster: twice as fast is the least that shows a difference.
        let clock = SoakClock(scale: 2).ahead(by: seconds)
        try await testbed.environment.killAndRestart(
            daemonOptions: Testbed.options + clock.option)
    }
}
