import Foundation
import LocalEnvironment

/// The log is written to a pipe that is full and that nobody reads: calls, webhooks and health go on.
enum SinkRig: Rig {
    static let name = "sink"
    static let weight = 0.5
    /// Strangers whose bytes the daemon writes a line about, at most, until the pipe of 64 KiB is full.
    private static let strangersMax = 6_000
    private static let strangersAtOnce = 16

    static func run(seed: UInt64, until end: ContinuousClock.Instant) async throws -> RigReport {
        try await Testbed.with(SinkRig.self, seed: seed) { testbed in
            let environment = testbed.environment
            let unread = Pipe()
            try await environment.killDaemon()
            try await environment.startDaemon(
                daemonOptions: Testbed.options + ["--log-level", "debug"],
                errors: unread.fileHandleForWriting)
            var report = RigReport(SinkRig.self)
            let dropped = try await testbed.underLoad {
                let dropped = try await fill(testbed)
                try await Task.sleep(until: end)
                return dropped
            }
            report.count(dropped, "lines dropped")
            if dropped == 0 { report.broken.append("the pipe did not fill") }
            report.broken += try await testbed.underLoad { try await testbed.standsStill() }
            report.add(try await testbed.verdict())
            let process = await environment.daemonProcess
            let words = try await testbed.underLoad {
                kill(process, SIGSTOP)
                let words = try await testbed.standsStill()
                kill(process, SIGCONT)
                return words
            }
            report.canary("halt", isCaught: words.count == 3)
            // So that its last lines are read.
            try await environment.killAndRestart(daemonOptions: Testbed.options)
            try unread.fileHandleForReading.close()
            return report
        }
    }

    /// Has strangers cause lines until some are dropped; gives how many are.
    private static func fill(_ testbed: Testbed) async throws -> Int {
        let sandbox = testbed.environment.sandbox
        let server = testbed.environment.server
        for _ in 0..<strangersMax / strangersAtOnce {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<strangersAtOnce {
                    // It is no HTTP server: that is the point.
                    group.addTask { _ = try? await sandbox.fetch("http://" + server) }
                }
            }
            let dropped = try await testbed.figure("paynotify_log_lines_dropped_total")
            if dropped > 0 { return dropped }
        }
        return 0
    }
}

extension Testbed {
    /// The value of a metric without labels.
    func figure(_ name: String) async throws -> Int {
        let address = environment.admin + "/metrics"
        let text = String(decoding: try await environment.sandbox.fetch(address), as: UTF8.self)
        let line = text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
        return line.flatMap { Double($0.dropFirst(name.count + 1)) }.map { Int($0) } ?? 0
    }

    /// What does not go on, within two seconds of load: calls, receipts, and the daemon's health.
    func standsStill() async throws -> [String] {
        let calls = load.result.acknowledged.count
        let receipts = try await acknowledgedReceipts()
        let ready = Task {
            try await environment.sandbox.fetch(environment.admin + "/readyz")
        }
        try await Task.sleep(for: .seconds(2))
        let later = try await acknowledgedReceipts()
        var words: [String] = []
        if load.result.acknowledged.count <= calls { words.append("calls are not answered") }
        if later <= receipts { words.append("receipts are not taken") }
        // An answer that is there costs no time.
        let patience = Task {
            try await Task.sleep(for: .milliseconds(100))
            ready.cancel()
        }
        if (try? await ready.value) == nil { words.append("/readyz does not answer") }
        patience.cancel()
        return words
    }

    private func acknowledgedReceipts() async throws -> Int {
        try await environment.sandbox.messages().reduce(0) {
            $0 + $1.statuses.count(where: \.acknowledged)
        }
    }
}
