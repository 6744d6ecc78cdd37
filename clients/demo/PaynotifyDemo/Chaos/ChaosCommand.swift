import ArgumentParser
import Foundation

/// `paynotify-demo chaos`: harm of many kinds, each with a planted defect that its judgement has to find.
struct ChaosCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chaos",
        abstract: "Does harm of many kinds to a daemon under load, and judges every promise.",
        discussion: """
            Prints a line for each rig: the harm that was done, what was acknowledged, lost, doubled \
            and sent without an arm, and whether the defects that it plants were found. Exit status \
            1: a promise broke, or a planted defect was not found.
            """)

    /// All, in their order.
    static let rigs: [any Rig.Type] = [
        KillRig.self, SystemCallRig.self, ErrorRig.self, PowerRig.self, FileRig.self, DiskRig.self,
        SinkRig.self, MetaRig.self, ClockRig.self,
    ]

    @Option(help: "Draws the same harm as the run that printed this seed.")
    var seed: UInt64?

    @Option(help: "How long all rigs take together, about.")
    var seconds = 600

    @Option(
        help: ArgumentHelp(
            "One rig alone: \(ChaosCommand.rigs.map { $0.name }.joined(separator: ", ")).",
            valueName: "name"))
    var rig: String?

    func validate() throws {
        guard (1...86_400).contains(seconds) else {
            throw ValidationError("seconds: must be 1 to 86400")
        }
        guard rig == nil || Self.rigs.contains(where: { $0.name == rig }) else {
            let names = Self.rigs.map { $0.name }.joined(separator: ", ")
            throw ValidationError("rig: must be one of \(names)")
        }
    }

    /// What a rig does beside its harm takes about so long: its start, its judgement, its planted defects.
    private static let overhead = 10.0

    func run() async throws {
        let seed = seed ?? UInt64.random(in: 1..<1_000_000)
        Self.say("chaos: seed \(seed)")
        let chosen = Self.rigs.filter { rig == nil || $0.name == rig }
        let weights = chosen.map { $0.weight }.reduce(0, +)
        var isClean = true
        for rig in chosen {
            let share = Double(seconds) * rig.weight / weights
            let end = ContinuousClock.now + .seconds(max(share - Self.overhead, share / 4))
            let report = try await Self.report(of: rig, seed: seed, until: end)
            Self.say(report.line)
            for words in report.broken.prefix(20) { Self.say("  broken: \(words)") }
            if report.broken.count > 20 { Self.say("  … and \(report.broken.count - 20) more") }
            isClean = isClean && report.isClean
        }
        Self.say("chaos: \(isClean ? "every promise held" : "a promise broke") (seed \(seed))")
        guard isClean else { throw ExitCode(1) }
    }

    /// A rig that cannot go on is as bad as a promise that broke; the others have their turn.
    private static func report(
        of rig: any Rig.Type, seed: UInt64, until end: ContinuousClock.Instant
    ) async throws -> RigReport {
        do {
            return try await rig.run(seed: seed, until: end)
        } catch is CancellationError {
            throw ExitCode(1)
        } catch {
            var report = RigReport(rig)
            report.broken.append("it could not go on: \(error)")
            return report
        }
    }

    /// Not by print, which keeps it back when the output is a file or a pipe.
    private static func say(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }
}
