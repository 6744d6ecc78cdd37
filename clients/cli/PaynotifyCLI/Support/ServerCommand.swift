import ArgumentParser

/// A command that asks the server.
protocol ServerCommand: AsyncParsableCommand {
    var global: GlobalOptions { get }
    /// Asks, and prints the answer.
    func run(_ server: Server, _ output: Output) async throws
}

extension ServerCommand {
    func run() async throws {
        let output = Output(json: global.json)
        try await Server.withConnection(global) { server in
            try await run(server, output)
        }
    }
}
