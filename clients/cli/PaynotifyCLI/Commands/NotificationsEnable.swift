import ArgumentParser
import Messages
import RPC

/// `paynotify notifications enable`.
struct NotificationsEnable: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable",
        abstract: "Switches a session's notifications on, or off with --off.",
        discussion: """
            A repeat replaces phone, language, selection and attributes. Nothing is sent by it; the \
            answer says, state by state, what could be sent today and what is missing.

            Example:
              paynotify notifications enable --merchant shop --session order-17 \\
                --plugin payment_request --phone +96551234567 --language en \\
                --phase pre_payment --phase post_payment --customer-name Layla \\
                --amount 14.000 --currency KWD
            """)

    @OptionGroup var merchant: MerchantOption
    @Option(help: ArgumentHelp("The merchant's name of the session.", valueName: "id"))
    var session: String
    @Option(help: "Where the payment came from.")
    var plugin: Word<Plugin>
    @Option(help: ArgumentHelp("The customer's number, such as +96551234567.", valueName: "number"))
    var phone: String
    @Option(help: ArgumentHelp("The customer's language: en or ar.", valueName: "code"))
    var language: String
    @Option(name: .customLong("state"), help: "A state to tell of; repeat it.")
    var states: [Word<PaymentState>] = []
    @Option(name: .customLong("phase"), help: "A phase to tell of; repeat it.")
    var phases: [Word<Phase>] = []
    @Flag(help: "Tell of nothing.")
    var off = false
    @OptionGroup(title: "What is known of the payment") var attributes: AttributeOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        let given = [!states.isEmpty, !phases.isEmpty, off].count { $0 }
        guard given == 1 else { throw ValidationError("Give one of --state, --phase and --off.") }
    }

    func run(_ server: Server, _ output: Output) async throws {
        let selection: EnableNotificationsRequest.Selection =
            phases.isEmpty
            ? .states(StateSelection(states: states.map(\.value)))
            : .phases(PhaseSelection(phases: phases.map(\.value)))
        let request = EnableNotificationsRequest(
            merchantID: merchant.id, sessionID: session, plugin: plugin.value, phone: phone,
            language: language, selection: selection, attributes: attributes.message)
        let answer = try await server.call(.enableNotifications, request)
        output.show(answer) { answer.text }
    }
}
