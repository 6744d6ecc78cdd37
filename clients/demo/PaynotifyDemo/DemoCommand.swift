import ArgumentParser
import Foundation
import LocalEnvironment
import RPCClient
import Version

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
            PlayCommand.self, RunCommand.self, SoakCommand.self, ChaosCommand.self,
        ])
}

/// `paynotify-demo play`: plays and judges.
struct PlayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "play",
        abstract: "Plays both plugins through all states, with repeats, disorder and a kill -9.",
        discussion: "Exit status 1: a promise broke.")

    func run() async throws {
        let isClean = try await withEnvironment(named: "paynotify-demo", ports: Environment.Ports())
        {
            environment, folder in
            let client = try RPCClient(environment.server)
            let play = Play(
                environment: environment, notifications: NotificationsClient(client),
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
        let ports = Environment.Ports(server: 7070, gateway: 8080, admin: 9464, sandbox: 8081)
        _ = try await withEnvironment(named: "paynotify-run", ports: ports) { environment, _ in
            try await Self.setUp(environment)
            // Not by print, which keeps it back when the output is a file or a pipe.
            FileHandle.standardOutput.write(Data((Self.guide(environment) + "\n").utf8))
            try await Self.untilCancelled()
        }
    }

    private static func setUp(_ environment: Environment) async throws {
        let client = try RPCClient(environment.server)
        try await Setup(
            environment: environment, notifications: NotificationsClient(client),
            merchants: MerchantsClient(client), merchantID: Play.merchantID
        ).run()
        await client.close()
    }

    /// A signal cancels the environment's body.
    private static func untilCancelled() async throws {
        while !Task.isCancelled { try await Task.sleep(for: .seconds(3_600)) }
    }

    private static func guide(_ environment: Environment) -> String {
        let paynotify = Program.folder.appendingPathComponent("paynotify").path
        return """
            paynotifyd takes calls on \(environment.server); webhooks on \(environment.gateway), health \
            and metrics are on \(environment.admin); the sandbox is on \(environment.sandbox.baseURL).
            The merchant "demo" has templates for every state. Make the first call:

              \(paynotify) notifications enable --merchant demo --session s-1 \\
                --plugin payment_request --phone +96550001234 --language en --phase post_payment \\
                --customer-name Noura --amount 14 --currency KWD --order-number A-1001
              \(paynotify) state notify --merchant demo --session s-1 --state paid
              \(paynotify) session show --merchant demo s-1

            What the customer got: curl -s \(environment.sandbox.baseURL)/sandbox/messages
            Ctrl-C ends both.
            """
    }
}
