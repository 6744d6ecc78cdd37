import Foundation
import LocalEnvironment

/// Meta is down, hangs, is slow, or fails before and after it has taken a message.
///
/// Calls are answered all the while; afterwards everything leaves, once.
enum MetaRig: Rig {
    static let name = "meta"
    static let weight = 0.8
    /// How long each trouble lasts: short of what a number is stopped for.
    private static let length = Duration.milliseconds(1_200)

    private enum Trouble: CaseIterable, Sendable {
        /// Its process stands still, with requests in its sockets.
        case hanging
        /// Nothing listens where it was.
        case down
        /// Its answers take a second.
        case slow
        /// It breaks connections, half of them after it has taken the message.
        case failing
    }

    static func run(seed: UInt64, until end: ContinuousClock.Instant) async throws -> RigReport {
        try await Testbed.with(MetaRig.self, seed: seed) { testbed in
            var report = RigReport(MetaRig.self)
            var numbers = SeededNumbers(seed: seed)
            var troubles = 0
            repeat {
                for trouble in Trouble.allCases.shuffled(using: &numbers) {
                    let answered = try await testbed.underLoad {
                        let before = testbed.load.result.acknowledged.count
                        try await suffer(trouble, testbed)
                        return testbed.load.result.acknowledged.count - before
                    }
                    if answered == 0 { report.broken.append("\(trouble): no call was answered") }
                    troubles += 1
                    if .now > end { break }
                }
            } while .now < end
            report.count(troubles, "troubles")
            report.add(try await testbed.verdict())
            try await testbed.sendTwice()
            report.canary("double", isCaught: try await !testbed.verdictAtOnce().doubled.isEmpty)
            return report
        }
    }

    private static func suffer(_ trouble: Trouble, _ testbed: Testbed) async throws {
        let environment = testbed.environment
        let sandbox = environment.sandbox
        switch trouble {
        case .hanging:
            environment.sandboxProgram.signal(SIGSTOP)
            try await Task.sleep(for: length)
            environment.sandboxProgram.signal(SIGCONT)
        case .down:
            // A port that no program of a user has.
            try await environment.killAndRestart(graph: "http://127.0.0.1:1")
            try await Task.sleep(for: length)
            try await environment.killAndRestart(graph: sandbox.baseURL)
        case .slow:
            try await put(["type": "slow_body", "seconds": 1], at: 1, sandbox)
            try await Task.sleep(for: length)
            try await sandbox.delete("/sandbox/faults/chaos-0")
        case .failing:
            try await put(["type": "reset", "when": "before"], at: 0.3, sandbox)
            try await put(["type": "reset", "when": "after"], at: 0.3, number: 1, sandbox)
            try await Task.sleep(for: length)
            for number in 0...1 { try await sandbox.delete("/sandbox/faults/chaos-\(number)") }
        }
    }

    private static func put(
        _ fault: [String: Any], at probability: Double, number: Int = 0, _ sandbox: SandboxControl
    ) async throws {
        try await sandbox.post(
            "/sandbox/faults",
            [
                "id": "chaos-\(number)", "match": ["endpoint": "messages"],
                "probability": probability, "fault": fault,
            ])
    }
}
