internal import ArgumentParser
internal import ClientStage
internal import Foundation
internal import RPCClient
internal import Version

/// The program behind the executable.
package enum DemoProgram {
    /// Reads the command line and runs.
    package static func main() async { await DemoCommand.main() }
}

/// The command line of `paynotify-demo`.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paynotify-demo",
        abstract: "Shows paynotify at work against the local WhatsApp sandbox.",
        version: PaynotifyVersion.text,
        subcommands: [
            PlayCommand.self, RunCommand.self, SoakCommand.self, BacklogCommand.self,
        ])
}

/// `paynotify-demo play`: plays and judges.
struct PlayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "play",
        abstract: "Plays both plugins through all states, with repeats, disorder and a kill -9.",
        discussion: "Exit status 1: a promise broke.")

    func run() async throws {
        let isClean = try await withStage(named: "paynotify-demo", ports: Stage.Ports()) {
            stage, folder in
            let client = try RPCClient(stage.server)
            let play = Play(
                stage: stage, notifications: NotificationsClient(client),
                merchants: MerchantsClient(client), log: folder.appendingPathComponent("go.log"))
            let isClean = try await play.run()
            await client.close()
            return isClean
        }
        guard isClean == true else { throw ExitCode(1) }
    }
}

/// `paynotify-demo run`: leaves everything running.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs sandbox and daemon in the foreground until Ctrl-C, with a merchant set up.")

    func run() async throws {
        let ports = Stage.Ports(server: 7070, gateway: 8080, admin: 9464, sandbox: 8081)
        _ = try await withStage(named: "paynotify-run", ports: ports) { stage, _ in
            try await Self.setUp(stage)
            // Not by print, which keeps it back when the output is a file or a pipe.
            FileHandle.standardOutput.write(Data((Self.guide(stage) + "\n").utf8))
            try await Self.untilCancelled()
        }
    }

    private static func setUp(_ stage: Stage) async throws {
        let client = try RPCClient(stage.server)
        try await Setup(
            stage: stage, notifications: NotificationsClient(client),
            merchants: MerchantsClient(client), merchantID: Play.merchantID
        ).run()
        await client.close()
    }

    /// A signal cancels the stage's body.
    private static func untilCancelled() async throws {
        while !Task.isCancelled { try await Task.sleep(for: .seconds(3_600)) }
    }

    private static func guide(_ stage: Stage) -> String {
        let paynotify = Program.folder.appendingPathComponent("paynotify").path
        return """
            paynotifyd takes calls on \(stage.server); webhooks on \(stage.gateway), health \
            and metrics are on \(stage.admin); the sandbox is on \(stage.sandbox.baseURL).
            The merchant "demo" has templates for every state. Make the first call:

              \(paynotify) notifications enable --merchant demo --session s-1 \\
                --plugin payment_request --phone +96550001234 --language en --phase post_payment \\
                --customer-name Noura --amount 14 --currency KWD --order-number A-1001
              \(paynotify) state notify --merchant demo --session s-1 --state paid
              \(paynotify) session show --merchant demo s-1

            What the customer got: curl -s \(stage.sandbox.baseURL)/sandbox/messages
            Ctrl-C ends both.
            """
    }
}
