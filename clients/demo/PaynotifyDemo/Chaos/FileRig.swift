import Foundation
import LocalEnvironment

/// The database's file or its log is removed, or another is put in its place, while the daemon runs.
///
/// A daemon ends then, and within a second nothing is acknowledged any more; what was is in the files, which
/// keep a second name here.
enum FileRig: Rig {
    static let name = "files"
    static let weight = 0.7
    private static let harms: [Harm] = [
        Harm(isLog: false, isReplaced: false), Harm(isLog: true, isReplaced: false),
        Harm(isLog: false, isReplaced: true), Harm(isLog: true, isReplaced: true),
    ]
    /// A look each second, and some patience with a slow machine.
    private static let patience = Duration.seconds(3)
    /// How old the daemon's last look at its files may be when it answers, in seconds.
    private static let blindness = 1.2

    private struct Harm: Hashable, Sendable {
        /// Whether it is the log, or the file.
        var isLog: Bool
        /// Whether a copy is put in its place.
        var isReplaced: Bool

        var name: String { "the \(isLog ? "log" : "file") \(isReplaced ? "replaced" : "removed")" }

        func suffer(_ files: DatabaseFiles) throws {
            let path = isLog ? files.log : files.path
            let copy = files.path + ".copy"
            if isReplaced { try FileManager.default.copyItem(atPath: path, toPath: copy) }
            try FileManager.default.removeItem(atPath: path)
            if isReplaced { try FileManager.default.moveItem(atPath: copy, toPath: path) }
        }
    }

    static func run(seed: UInt64, until end: ContinuousClock.Instant) async throws -> RigReport {
        try await Testbed.with(FileRig.self, seed: seed) { testbed in
            var report = RigReport(FileRig.self)
            var numbers = SeededNumbers(seed: seed)
            var done = 0
            repeat {
                for harm in harms.shuffled(using: &numbers) {
                    report.broken += try await testbed.underLoad {
                        try await suffer(harm, testbed)
                    }
                    done += 1
                    if .now > end { break }
                }
            } while .now < end
            report.count(done, "files lost")
            report.add(try await testbed.verdict())
            // A daemon whose files are all there goes on, as one would that does not look.
            let words = try await testbed.underLoad {
                try await judge("nothing lost", testbed, since: Date().timeIntervalSince1970)
            }
            report.canary("blind watch", isCaught: !words.isEmpty)
            return report
        }
    }

    /// Does the harm to a daemon, judges how it ends, and gives it its files back.
    private static func suffer(_ harm: Harm, _ testbed: Testbed) async throws -> [String] {
        let files = DatabaseFiles(testbed.environment.database)
        let kept = DatabaseFiles(testbed.folder.appendingPathComponent("data/kept.db").path)
        try await Task.sleep(for: .milliseconds(300))
        try kept.remove()
        try FileManager.default.linkItem(atPath: files.path, toPath: kept.path)
        try FileManager.default.linkItem(atPath: files.log, toPath: kept.log)
        let begin = Date().timeIntervalSince1970
        try harm.suffer(files)
        let broken = try await judge(harm.name, testbed, since: begin)
        try await testbed.environment.killDaemon()
        try files.remove()
        try FileManager.default.moveItem(atPath: kept.path, toPath: files.path)
        try FileManager.default.moveItem(atPath: kept.log, toPath: files.log)
        try await testbed.environment.startDaemon()
        return broken
    }

    private static func judge(
        _ name: String, _ testbed: Testbed, since begin: Double
    ) async throws -> [String] {
        var broken: [String] = []
        let status = try await testbed.environment.daemonEnd(within: patience)
        if status != 70 {
            broken.append("\(name): \(status.map { "it ended with \($0)" } ?? "it went on")")
        }
        let late = testbed.load.result.acknowledged.count { $0.at > begin + blindness }
        if late > 0 { broken.append("\(name): \(late) calls were acknowledged afterwards") }
        return broken
    }
}
