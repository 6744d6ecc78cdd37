import ArgumentParser
import Foundation
import Logging
import NIOCore
import Version

/// The door of the module: runs the program whose command line this is.
package enum SandboxProgram {
    package static func main() async {
        await SandboxCommand.main()
    }
}

/// The command line of `whatsapp-sandbox`.
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whatsapp-sandbox",
        abstract: "A local WhatsApp Cloud API, for development and tests.",
        discussion: """
            Serves Meta's Graph API on loopback, sends signed webhooks, lets customers answer, and \
            shows every accepted message under /sandbox/messages. State lives in memory.
            """,
        version: PaynotifyVersion.text)

    @Option(help: "The loopback address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 takes any free one.")
    var port = 8081

    @OptionGroup(title: "The first account")
    var account: AccountOptions

    @Option(
        name: .customLong("webhook-url"),
        help: "The app's callback, where all webhooks go: an http URL on loopback.")
    var webhookURL: String?

    @Flag(help: "Let a status read follow delivered.")
    var readReceipts = false

    @Option(help: "The time from one status of a message to its next.")
    var statusDelayMilliseconds = 50

    @Flag(
        inversion: .prefixedNo, help: "Approve templates at once instead of leaving them PENDING.")
    var autoApprove = true

    @Option(help: "How many times as fast as real time the sandbox's clock runs.")
    var timeScale = 1

    @OptionGroup(title: "Meta's limits")
    var limits: LimitOptions

    @OptionGroup(title: "Faults")
    var faults: FaultOptions

    @Flag(help: "Pass over template.namespace in a send call instead of refusing it.")
    var ignoreNamespace = false

    @OptionGroup(title: "Webhooks")
    var webhooks: WebhookArguments

    func validate() throws {
        guard Loopback.contains(host) else {
            throw ValidationError("--host \(host) is not a loopback address; use 127.0.0.1 or ::1")
        }
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port \(port) is not 0 to 65535")
        }
        guard (0...86_400_000).contains(statusDelayMilliseconds) else {
            throw ValidationError("--status-delay-milliseconds is not 0 to 86400000")
        }
        guard Limits.timeScales.contains(timeScale) else {
            throw ValidationError("--time-scale \(timeScale) is not 1 to 10000")
        }
        try webhooks.check()
        try faults.check()
        do throws(GraphError) {
            _ = try Platform(options)
        } catch {
            throw ValidationError(error.details ?? error.title)
        }
    }

    func run() async throws {
        var logger = Logger(label: "whatsapp-sandbox") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        let platform = try Platform(options, time: .running(scale: timeScale))
        let server = SandboxServer(platform: platform, host: host, port: port, logger: logger)
        let shownHost = host.contains(":") ? "[\(host)]" : host
        do {
            try await server.run { port in
                let line = "whatsapp-sandbox listening on http://\(shownHost):\(port)\n"
                // Written without a buffer: whoever started the sandbox waits for this line.
                FileHandle.standardOutput.write(Data(line.utf8))
            }
        } catch let error as IOError {
            throw CannotListen(address: "\(shownHost):\(port)", errno: error.errnoCode)
        }
    }

    /// What the options say to the platform.
    var options: PlatformOptions {
        var options = PlatformOptions()
        account.apply(to: &options, webhookURL: webhookURL)
        options.sendsReadReceipts = readReceipts
        options.approvesTemplates = autoApprove
        options.statusDelay = .milliseconds(statusDelayMilliseconds)
        options.allowsNamespace = ignoreNamespace
        options.limits = limits.settings
        webhooks.apply(to: &options)
        faults.apply(to: &options)
        return options
    }
}

/// The address is taken, or not this machine's.
struct CannotListen: Error, CustomStringConvertible {
    let address: String
    let errno: CInt

    var description: String {
        "cannot listen on \(address): \(reason ?? "errno \(errno)")"
    }

    private var reason: String? {
        switch POSIXErrorCode(rawValue: errno) {
        case .EADDRINUSE: "the port is in use"
        case .EADDRNOTAVAIL: "this machine does not have the address"
        case .EACCES: "permission denied"
        default: nil
        }
    }
}
