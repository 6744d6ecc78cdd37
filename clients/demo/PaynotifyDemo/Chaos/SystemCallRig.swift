import Foundation
import LocalEnvironment

/// kill -9 at the N-th system call of a kind: of a start, a commit, a sync, a checkpoint, an arm, a send,
/// an answer.
enum SystemCallRig: Rig {
    static let name = "syscalls"
    static let weight = 2.0
    /// The calls that change something, with the last position that is drawn.
    ///
    /// That is about what a thread comes to in its life. Those of the disk are drawn more often.
    private static let calls = [
        ("pwrite64", 400), ("pwrite64", 400), ("pwrite64", 30), ("fdatasync", 40),
        ("fdatasync", 8), ("ftruncate", 1), ("write", 40), ("writev", 40), ("sendto", 60),
        ("connect", 6), ("accept4", 3), ("epoll_ctl", 12),
    ]
    /// How long a daemon is given to come to the position.
    private static let life = Duration.milliseconds(900)

    static func run(seed: UInt64, until end: ContinuousClock.Instant) async throws -> RigReport {
        var report = RigReport(SystemCallRig.self)
        report.skipped = SystemCallFault.obstacle
        if report.skipped != nil { return report }
        return try await Testbed.with(SystemCallRig.self, seed: seed) { [report] testbed in
            var report = report
            let kills = try await testbed.underLoad {
                try await kill(testbed, seed: seed, until: end)
            }
            for call in kills.keys.sorted() { report.count(kills[call, default: 0], call) }
            report.add(try await testbed.verdict())
            if kills.keys.allSatisfy({ $0 == "by a timer" }) {
                report.broken.append("no kill met a system call")
            }
            report.canary("lying disk", isCaught: try await testbed.catchesALyingDisk())
            return report
        }
    }

    /// How many kills met each system call, and how many came before it by a timer.
    private static func kill(
        _ testbed: Testbed, seed: UInt64, until end: ContinuousClock.Instant
    ) async throws -> [String: Int] {
        var numbers = SeededNumbers(seed: seed)
        var kills: [String: Int] = [:]
        let environment = testbed.environment
        repeat {
            let (call, last) = calls[Int.random(in: 0..<calls.count, using: &numbers)]
            let fault = SystemCallFault(
                call: call, effect: .kill, position: numbers.position(last: last))
            try await environment.killDaemon()
            let status = try await testbed.lifeOfDaemon(under: fault, atMost: life)
            if status == SIGKILL { kills["at \(call)", default: 0] += 1 }
            if status == nil { kills["by a timer", default: 0] += 1 }
            if let status, status != SIGKILL {
                throw Program.Failure(description: "\(fault.name): it ended with \(status)")
            }
        } while .now < end
        try await environment.killDaemon()
        try await environment.startDaemon()
        return kills
    }
}

extension Testbed {
    /// Where `strace` writes.
    var trace: String { folder.appendingPathComponent("trace.txt").path }

    /// Starts the daemon under the fault, and gives how it ended; nil: it did not in that time, and runs.
    func lifeOfDaemon(
        under fault: SystemCallFault, atMost time: Duration
    ) async throws -> Int32? {
        do {
            try await environment.startDaemon(behind: fault.launcher(trace: trace))
        } catch {
            // It may have come to the position before it was ready.
            guard let end = try await environment.daemonEnd(within: .zero) else { throw error }
            return end
        }
        return try await environment.daemonEnd(within: time)
    }

    /// Whether a disk that drops what it takes is found, by the daemon or by the records; a database is
    /// lost over it.
    func catchesALyingDisk() async throws -> Bool {
        // Of the two writes of a frame the larger one says how much counts as written.
        let fault = SystemCallFault(
            call: "pwrite64", effect: .lie(4_096), position: 60, isForEver: true)
        try await environment.killDaemon()
        _ = try await lifeOfDaemon(under: fault, atMost: .zero)
        do {
            // Calls that nobody will ever answer end with the error.
            try await underLoad {
                try await Task.sleep(for: .seconds(1))
                throw EnoughOfIt()
            }
        } catch is EnoughOfIt {}
        try await environment.killDaemon()
        let isCaught: Bool
        do {
            try await environment.startDaemon()
            isCaught = try await !verdictAtOnce().isClean
        } catch is Program.Failure {
            // It does not start on what is left.
            isCaught = true
        }
        try await startAfresh()
        return isCaught
    }
}

/// Ends a load whose daemon does not come back.
private struct EnoughOfIt: Error {}
