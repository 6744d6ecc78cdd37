import ArgumentParser
import Foundation

/// What every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The daemon: host:port or unix:/path (PAYNOTIFY_SERVER; else 127.0.0.1:7070).",
            valueName: "address"))
    var server: String?

    @Option(help: ArgumentHelp("How long to wait for each answer.", valueName: "seconds"))
    var timeout: Double = 10

    @Flag(help: "Print the answer as proto3 JSON instead of text for people.")
    var json = false

    func validate() throws {
        guard timeout > 0, timeout <= 3_600 else {
            throw ValidationError("--timeout takes more than 0 and at most 3600 seconds.")
        }
    }

    /// The address to connect to.
    var address: String {
        server ?? ProcessInfo.processInfo.environment["PAYNOTIFY_SERVER"] ?? "127.0.0.1:7070"
    }
}

/// The tenant that a command is about.
struct MerchantOption: ParsableArguments {
    @Option(help: ArgumentHelp("The merchant (PAYNOTIFY_MERCHANT).", valueName: "id"))
    var merchant: String?

    func validate() throws {
        guard given != nil else {
            throw ValidationError("Name the merchant with --merchant or PAYNOTIFY_MERCHANT.")
        }
    }

    /// The merchant's id; checked by the server.
    var id: String { given ?? "" }

    private var given: String? {
        merchant ?? ProcessInfo.processInfo.environment["PAYNOTIFY_MERCHANT"]
    }
}
