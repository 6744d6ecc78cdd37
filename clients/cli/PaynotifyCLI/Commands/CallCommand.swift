import ArgumentParser
import Messages
import RPC

/// `paynotify call`.
struct CallCommand: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "Calls any method with a request in proto3 JSON.",
        discussion: """
            The answer is proto3 JSON too. A field that the request does not have is refused with \
            its place, and so is a value that does not fit; the protos say what each field takes.

            Example:
              paynotify call Notifications/GetSession \\
                -d '{"merchantId": "shop", "sessionId": "order-17"}'
            """)

    @Argument(
        help: ArgumentHelp(
            "The method; the service's package may be left out.", valueName: "service/method"),
        completion: .list(Methods.all.map(\.fullPath)))
    var path: String
    @Option(
        name: [.customShort("d"), .long],
        help: ArgumentHelp(
            "The request; @PATH reads a file, @- standard input.", valueName: "json"))
    var data = "{}"
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let method = Methods.all.first { method in
            method.fullPath == path || method.fullPath.hasSuffix(".\(path)")
        }
        guard let method else {
            let known = Methods.all.map { "\n  \($0.fullPath)" }.joined()
            throw Failure.badInput("there is no method \(path); the methods are\(known)")
        }
        try await call(method, server, output)
    }

    private func call(
        _ method: some UnaryMethod, _ server: Server, _ output: Output
    ) async throws(Failure) {
        let answer = try await server.call(method.descriptor, try source.read())
        output.show(answer) { answer.json.pretty }
    }

    private var source: MessageSource {
        data.hasPrefix("@") ? .file(String(data.dropFirst())) : .text(data)
    }
}
