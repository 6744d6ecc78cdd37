import ArgumentParser
import Foundation
import LocalEnvironment

/// `paynotify-demo soak`: many merchants, faults of every kind, kills, and a verdict from both records.
struct SoakCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "soak",
        abstract: "Plays thousands of payments with faults and kills, and judges every promise.",
        discussion: """
            Runs twice, without and with a merchant that makes half of all traffic, and compares \
            how long the others' notifications wait. Exit status 1: a promise broke.
            """)

    @Option(help: "Repeats the run that printed this seed.")
    var seed: UInt64?

    @Option(help: "Payments in the run with the noisy merchant.")
    var sessions = 20_000

    @Option(help: "How long each run makes calls, in seconds.")
    var seconds = 100.0

    @Option(help: "How many times as fast the time of daemon and sandbox goes.")
    var timeScale = 20

    @Option(help: "Times that the daemon is killed in each run.")
    var kills = 10

    func validate() throws {
        guard sessions >= 100, (1...3_600).contains(seconds), (2...1_000).contains(timeScale),
            (0...100).contains(kills)
        else {
            throw ValidationError(
                "sessions: at least 100; seconds: 1 to 3600; time-scale: 2 to 1000; kills: 0 to 100"
            )
        }
    }

    func run() async throws {
        var options = SoakOptions(seed: seed ?? UInt64.random(in: 1..<1_000_000))
        options.sessions = sessions
        options.seconds = seconds
        options.scale = Double(timeScale)
        options.kills = kills
        Self.say("soak: seed \(options.seed)")
        guard let quiet = try await Self.play(options, isNoisy: false),
            let noisy = try await Self.play(options, isNoisy: true)
        else { throw ExitCode(1) }
        let report = SoakReport(quiet: quiet, noisy: noisy, options: options)
        Self.say(report.text)
        guard report.isClean else { throw ExitCode(1) }
    }

    /// Not by print, which keeps it back when the output is a file or a pipe.
    private static func say(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// nil: a signal came first.
    private static func play(
        _ options: SoakOptions, isNoisy: Bool
    ) async throws -> SoakVerdict? {
        say("soak: the run \(isNoisy ? "with" : "without") the noisy merchant begins")
        let clock = SoakClock(scale: options.scale)
        return try await withEnvironment(
            named: "paynotify-soak", ports: Environment.Ports(),
            sandboxOptions: ["--time-scale", "\(Int(options.scale))"]
                + SoakFaults.sandboxOptions(options),
            daemonOptions: clock.option
        ) { environment, _ in
            try await SoakRun(
                options: options, isNoisy: isNoisy, environment: environment, clock: clock
            ).run()
        }
    }
}
