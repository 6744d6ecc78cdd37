import Foundation
import LocalEnvironment

/// The disk is full, under load and at a start: calls are refused, and are answered again once there is room.
enum DiskRig: Rig {
    static let name = "disk"
    static let weight = 0.8
    private static let megabytes = 64
    private static let full = Duration.seconds(2)
    /// A daemon tries a full disk again after five seconds.
    private static let patience = Duration.seconds(9)

    static func run(seed: UInt64, until end: ContinuousClock.Instant) async throws -> RigReport {
        try await Testbed.with(DiskRig.self, seed: seed) { testbed in
            var report = RigReport(DiskRig.self)
            guard try await mount(testbed) else {
                report.skipped = "it needs the right to mount a small file system"
                return report
            }
            do {
                try await suffer(testbed, until: end, &report)
            } catch {
                // A file system that is left behind holds the folder.
                try? await unmount(testbed)
                throw error
            }
            try await unmount(testbed)
            return report
        }
    }

    private static func suffer(
        _ testbed: Testbed, until end: ContinuousClock.Instant, _ report: inout RigReport
    ) async throws {
        var times = 0
        repeat {
            let broken = try await testbed.underLoad {
                try await fill(testbed)
                try await Task.sleep(for: full)
                let wasFull = testbed.load.result.repeats
                try await Task.sleep(for: .milliseconds(500))
                let refused = testbed.load.result.repeats - wasFull
                try removeFiller(testbed)
                let goesOn = try await Self.goesOn(testbed)
                return (refused > 0 ? [] : ["no call was refused for a full disk"])
                    + (goesOn ? [] : ["it did not go on when there was room"])
            }
            report.broken += broken
            times += 1
        } while .now < end
        report.count(times, "times full")
        let statuses = try await startWhileFull(testbed)
        report.count(1, "start on a full disk (\(statuses))")
        report.add(try await testbed.verdict())
        try await testbed.loseTheLastPayments()
        report.canary("loss", isCaught: try await !testbed.verdictAtOnce().lost.isEmpty)
    }

    /// Starts the daemon on a full disk, then on one with room; gives what came of the first.
    private static func startWhileFull(_ testbed: Testbed) async throws -> String {
        let environment = testbed.environment
        try await environment.killDaemon()
        try await fill(testbed)
        var outcome = "ready"
        do {
            try await environment.startDaemon()
        } catch {
            guard let status = try await environment.daemonEnd(within: .zero) else { throw error }
            outcome = "status \(status)"
        }
        try await environment.killDaemon()
        try removeFiller(testbed)
        try await environment.startDaemon()
        return outcome
    }

    private static func goesOn(_ testbed: Testbed) async throws -> Bool {
        let before = testbed.load.result.acknowledged.count
        let deadline = ContinuousClock.now + patience
        while .now < deadline {
            if testbed.load.result.acknowledged.count > before { return true }
            try await Task.sleep(for: .milliseconds(100))
        }
        return false
    }

    private static func filler(_ testbed: Testbed) -> String {
        data(testbed).appendingPathComponent("filler").path
    }

    private static func data(_ testbed: Testbed) -> URL {
        testbed.folder.appendingPathComponent("data")
    }

    /// Takes all the room that there is.
    private static func fill(_ testbed: Testbed) async throws {
        let path = filler(testbed)
        // It says that there is no room once there is none, as it is to.
        _ = try await run(
            "/bin/dd", ["if=/dev/zero", "of=\(path)", "bs=4096", "oflag=append", "conv=notrunc"],
            testbed)
    }

    private static func removeFiller(_ testbed: Testbed) throws {
        try FileManager.default.removeItem(atPath: filler(testbed))
    }

    /// Puts the daemon's folder on a file system of its own; false: there is no right to.
    private static func mount(_ testbed: Testbed) async throws -> Bool {
        let kept = DatabaseFiles(testbed.folder.appendingPathComponent("kept.db").path)
        let files = DatabaseFiles(testbed.environment.database)
        try await testbed.environment.killDaemon()
        try files.copy(to: kept)
        let status = try await run(
            "/bin/mount",
            [
                "-t", "tmpfs", "-o", "size=\(megabytes)m,mode=700", "tmpfs", data(testbed).path,
            ], testbed)
        if status == 0 { try kept.copy(to: files) }
        try await testbed.environment.startDaemon()
        return status == 0
    }

    private static func unmount(_ testbed: Testbed) async throws {
        try await testbed.environment.killDaemon()
        let status = try await run("/bin/umount", [data(testbed).path], testbed)
        guard status == 0 else {
            throw Program.Failure(description: "\(data(testbed).path) cannot be unmounted")
        }
        try await testbed.environment.startDaemon()
    }

    private static func run(
        _ program: String, _ arguments: [String], _ testbed: Testbed
    ) async throws -> Int32 {
        let log = testbed.folder.appendingPathComponent("programs.log")
        return try await Program(program, arguments, log: log).waitForEnd()
    }
}
