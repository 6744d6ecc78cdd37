import ArgumentParser
import Messages
import RPC

/// `paynotify health`.
struct HealthCommand: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "health", abstract: "Asks whether the daemon serves calls.",
        discussion: "The exit status is 0 if it does and 69 if it does not.")

    @Option(
        help: ArgumentHelp(
            "One of its services, such as paynotify.v1.Notifications.", valueName: "name"))
    var service: String = ""
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = HealthCheckRequest(service: service)
        let answer = try await server.call(.check, request)
        output.show(answer) { answer.status.word }
        guard answer.status == .serving else { throw Failure.notServing }
    }
}
