import ArgumentParser
import EventLoop
import LocalEnvironment

/// `paynotify-load hostile`: what strangers can do to those who keep the rules.
struct HostileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hostile",
        abstract: "Attacks a daemon in many ways, beside 100 good connections.",
        discussion: """
            Starts sandbox and daemon. Each attack comes from one thread that uses half a core at \
            most. Prints what it did to the good calls' 99th percentile, and to the daemon's \
            memory and descriptors. Exit status 1: good calls took more than twice as long as in \
            quiet, at the median of three where they did, or met an error, it took more memory than all budgets, something stayed open, \
            or the daemon ended.
            """)

    @Option(help: "What the mutations are drawn from (default: at random).")
    var seed: UInt64?

    @Option(
        name: .customLong("only"),
        help: ArgumentHelp("Plays this attack alone, as the table names it.", valueName: "attack"))
    var kinds: [AttackKind] = []

    func run() async throws {
        let seed = seed ?? UInt64.random(in: 0 ... .max)
        Notice.say("seed \(seed)")
        DescriptorLimit.raise(to: 20_000)
        let verdict = try await withEnvironment(
            named: "paynotify-hostile", ports: Environment.Ports(server: 0),
            sandboxOptions: ["--unthrottled", "--webhook-batch", "100"]
        ) { [kinds] environment, _ in
            var run = try await HostileRun(environment, seed: seed)
            return try await run.run(kinds.isEmpty ? AttackKind.allCases : kinds)
        }
        guard let verdict else { throw CancellationError() }
        print(verdict.lines.joined(separator: "\n"))
        for sentence in verdict.broken { print("broken: \(sentence)") }
        if !verdict.broken.isEmpty { throw ExitCode(1) }
        print("hostile: nobody who keeps the rules was held up (seed \(seed))")
    }
}
