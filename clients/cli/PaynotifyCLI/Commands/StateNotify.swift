import ArgumentParser
import Messages
import RPC

/// `paynotify state notify`.
struct StateNotify: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "notify", abstract: "Tells that a session entered a state.",
        discussion: """
            The answer is the stored decision: queued, held, duplicate or suppressed, with its \
            reason. The same command can be repeated: without --event-id the event is named after \
            state and session, and a repeat returns the first answer.

            Example:
              paynotify state notify --merchant shop --session order-17 --state paid
            """)

    @OptionGroup var merchant: MerchantOption
    @Option(help: ArgumentHelp("The merchant's name of the session.", valueName: "id"))
    var session: String
    @Option(help: "The state that it entered.")
    var state: Word<PaymentState>
    @Option(
        help: ArgumentHelp(
            "The idempotency key within the session; else made of state and session.",
            valueName: "id"))
    var eventID: String?
    @Option(
        help: ArgumentHelp(
            "When it happened, such as 2026-01-31T12:00:00Z; else its arrival.", valueName: "time"))
    var occurredAt: TimeArgument?
    @OptionGroup(title: "What changed of the payment") var attributes: AttributeOptions
    @OptionGroup var global: GlobalOptions

    func run(_ server: Server, _ output: Output) async throws {
        let request = NotifyStateChangeRequest(
            merchantID: merchant.id, sessionID: session, state: state.value,
            eventID: eventID ?? Self.derivedEventID(session: session, state: state.value),
            occurredAtMilliseconds: occurredAt?.milliseconds ?? 0,
            changedAttributes: attributes.message)
        let decision = try await server.call(.notifyStateChange, request)
        output.show(decision) { decision.text }
    }

    /// Names the event after state and session, so that a repeated command is the same event.
    ///
    /// A key is looked up within its session: a long session's name may lose its end.
    static func derivedEventID(session: String, state: PaymentState) -> String {
        String("cli:\(state.word):\(session)".prefix(128))
    }
}
