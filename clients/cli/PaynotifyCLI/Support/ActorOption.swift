import ArgumentParser
import Foundation

/// Who asks for what is audited.
struct ActorOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Who asks for it, for the audit; else your user name.", valueName: "name"))
    var actor: String?

    /// The name; checked by the server.
    var name: String { actor ?? ProcessInfo.processInfo.userName }
}
