package import ArgumentParser
internal import Foundation
internal import RPCClient

/// The command line of `paynotify-demo`.
package struct DemoCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "paynotify-demo",
        abstract: "Shows paynotify at work against the local WhatsApp sandbox.",
        subcommands: [PlayCommand.self, RunCommand.self])

    package init() {}
}

/// `paynotify-demo play`
struct PlayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "play",
        abstract: "Plays both plugins through all states, with repeats, disorder and a kill -9.",
        discussion: "Exit status 1: a promise broke.")

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("paynotify-demo-\(ProcessInfo.processInfo.processIdentifier)")
        let stage = try await Stage(ports: Stage.Ports(), folder: folder)
        let client = try RPCClient(stage.server)
        let isClean = try await Play(
            stage: stage, notifications: NotificationsClient(client),
            merchants: MerchantsClient(client), log: folder.appendingPathComponent("go.log")
        ).run()
        await client.close()
        try await stage.close()
        guard isClean else { throw ExitCode(1) }
    }
}

/// `paynotify-demo run`
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs sandbox and daemon in the foreground until Ctrl-C, with a merchant set up.")

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("paynotify-run-\(ProcessInfo.processInfo.processIdentifier)")
        let ports = Stage.Ports(server: 7070, gateway: 8080, sandbox: 8081)
        let stage = try await Stage(ports: ports, folder: folder)
        let client = try RPCClient(stage.server)
        try await Setup(
            stage: stage, notifications: NotificationsClient(client),
            merchants: MerchantsClient(client), merchantID: Play.merchantID
        ).run()
        await client.close()
        print(Self.guide(stage))
        try await stage.waitForEnd()
        try await stage.close()
    }
}
