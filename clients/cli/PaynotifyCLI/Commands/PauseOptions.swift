import ArgumentParser
import Messages
import RPC

/// Why something is paused, and who asks for it.
struct PauseOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Why, for those who ask later.", valueName: "text"))
    var reason: String
    @OptionGroup var actor: ActorOption
}

/// A template by Meta's names for it.
struct PausedTemplate: ParsableArguments {
    @Argument(help: "Meta's name of the template.")
    var name: String
    @Option(help: ArgumentHelp("Meta's language code, such as en_US.", valueName: "code"))
    var language: String
}

/// A command that pauses something.
protocol PausingCommand: ServerCommand {
    var merchant: MerchantOption { get }
    var pause: PauseOptions { get }
    /// A request that names what to pause.
    var scope: PauseRequest { get }
}

extension PausingCommand {
    func run(_ server: Server, _ output: Output) async throws {
        var request = scope
        request.merchantID = merchant.id
        request.reason = pause.reason
        request.actor = pause.actor.name
        let pause = try await server.call(.pause, request).pause
        output.show(pause) { "paused: \(pause.subject), \(pause.history)" }
    }
}

/// A command that lets go what was paused.
protocol ResumingCommand: ServerCommand {
    var merchant: MerchantOption { get }
    var actor: ActorOption { get }
    /// A request that names what to let go.
    var scope: ResumeRequest { get }
}

extension ResumingCommand {
    func run(_ server: Server, _ output: Output) async throws {
        var request = scope
        request.merchantID = merchant.id
        request.actor = actor.name
        let pause = try await server.call(.resume, request).pause
        output.show(pause) { "resumed: \(pause.subject), it was paused \(pause.history)" }
    }
}
