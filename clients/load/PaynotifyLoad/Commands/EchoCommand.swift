import ArgumentParser

/// `paynotify-load echo`: the wire and nothing else.
struct EchoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo", abstract: "Health/Check: the connection server without the store.")

    @OptionGroup var options: LoadOptions

    func run() async throws {
        let generator = try Generator(try options.address(), server: options.pid)
        let measured = try await generator.measure("echo", options.shape) { _ in
            try EchoTraffic()
        }
        try options.show([measured])
    }
}
