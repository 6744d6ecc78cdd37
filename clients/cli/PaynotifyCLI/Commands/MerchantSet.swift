import ArgumentParser
import Messages
import RPC

/// `paynotify merchant set`.
struct MerchantSet: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Creates a merchant, or replaces all of its settings.",
        discussion: """
            Example:
              paynotify merchant set --merchant shop --display-name "The Shop" \\
                --time-zone Asia/Kuwait --default-country KW --language en --language ar
            """)

    @OptionGroup var merchant: MerchantOption
    @Option(help: ArgumentHelp("The name that customers know.", valueName: "name"))
    var displayName: String
    @Option(help: ArgumentHelp("IANA zone of the dates in messages.", valueName: "zone"))
    var timeZone: String
    @Option(
        help: ArgumentHelp(
            "ISO 3166 code of the country that completes local numbers, such as KW.",
            valueName: "code"))
    var defaultCountry: String = ""
    @Option(
        name: .customLong("language"),
        help: ArgumentHelp("A language of its sessions: en or ar; repeat it.", valueName: "code"))
    var languages: [String]
    @Option(
        help: ArgumentHelp("The language to use where a template lacks another.", valueName: "code")
    )
    var fallbackLanguage: String = ""
    @Option(
        help: ArgumentHelp(
            "Local time in which customers are left alone, such as 22:00-08:00.",
            valueName: "from-to"))
    var quietHours: Span?
    @Flag(help: "News of finished attempts to pay waits for the end of the quiet hours too.")
    var quietPostPayment = false
    @OptionGroup var global: GlobalOptions

    /// Two times of day; the server checks them.
    struct Span: ExpressibleByArgument {
        let start: String
        let end: String

        init?(argument: String) {
            let times = argument.split(separator: "-", omittingEmptySubsequences: false)
            guard times.count == 2 else { return nil }
            start = String(times[0])
            end = String(times[1])
        }
    }

    func run(_ server: Server, _ output: Output) async throws {
        let request = SetMerchantRequest(
            merchant: Merchant(
                merchantID: merchant.id, displayName: displayName, defaultCountry: defaultCountry,
                timeZone: timeZone, languages: languages, fallbackLanguage: fallbackLanguage,
                quietHours: QuietHours(
                    start: quietHours?.start ?? "", end: quietHours?.end ?? "",
                    includePostPayment: quietPostPayment)))
        let merchant = try await server.call(.setMerchant, request).merchant
        output.show(merchant) { merchant.text }
    }
}
