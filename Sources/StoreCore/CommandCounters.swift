import Metrics
package import Notifications

/// Counts commands by what became of them, and decisions by what they were.
package struct CommandCounters: Sendable {
    private var commands = RunCounters<CommandKey>()
    private var decisions = RunCounters<DecisionKey>()

    private struct CommandKey: CounterKey {
        let command: String
        let result: String

        static let label = "paynotify_store_commands_total"
        var dimensions: [(String, String)] { [("command", command), ("result", result)] }
    }

    private struct DecisionKey: CounterKey {
        let outcome: Outcome
        let reason: Reason

        static let label = "paynotify_decisions_total"
        var dimensions: [(String, String)] {
            [("outcome", outcome.rawValue), ("reason", reason.rawValue)]
        }
    }

    package init() {}

    /// Counts the ticket's commands.
    package mutating func add(_ ticket: Ticket) {
        for (command, result) in ticket.outcomes {
            commands.add(CommandKey(command: command.kind, result: Self.word(for: result)))
            guard case .success(.decided(let decision, _)) = result else { continue }
            decisions.add(DecisionKey(outcome: decision.outcome, reason: decision.reason))
        }
        commands.tell()
        decisions.tell()
    }

    private static func word(for result: CommandResult) -> String {
        switch result {
        case .success: "ok"
        case .failure(.refused): "refused"
        case .failure(.deadlinePassed): "deadline_passed"
        case .failure(.unavailable): "unavailable"
        case .failure(.outcomeUnknown): "outcome_unknown"
        }
    }
}

/// The labels of a counter.
private protocol CounterKey: Hashable, Sendable {
    static var label: String { get }
    var dimensions: [(String, String)] { get }
}

/// Counters by their labels; neighbours are mostly alike, and are counted at once.
private struct RunCounters<Key: CounterKey>: Sendable {
    private var counters: [Key: Counter] = [:]
    private var run: (key: Key, count: Int)?

    mutating func add(_ key: Key) {
        if let last = run, last.key == key {
            run = (key, last.count + 1)
        } else {
            tell()
            run = (key, 1)
        }
    }

    /// Counts what was added.
    mutating func tell() {
        guard let (key, count) = run else { return }
        run = nil
        let counter =
            counters[key] ?? Counter(label: Key.label, dimensions: key.dimensions)
        counters[key] = counter
        counter.increment(by: count)
    }
}

extension Command {
    /// A stable word for logs and metrics.
    package var kind: String {
        switch self {
        case .setMerchant: "set_merchant"
        case .registerAuthenticator: "register_authenticator"
        case .registerTemplate: "register_template"
        case .enableNotifications: "enable_notifications"
        case .notifyStateChange: "notify_state_change"
        case .release: "release"
        case .releaseRestored: "release_restored"
        case .cancel: "cancel"
        case .resolve: "resolve"
        case .pause: "pause"
        case .resume: "resume"
        case .setChannel: "set_channel"
        case .send: "send"
        case .setOptOut: "set_opt_out"
        case .erase: "erase"
        case .advanceErasure: "advance_erasure"
        case .resend: "resend"
        case .startReplay: "start_replay"
        case .cancelReplay: "cancel_replay"
        case .subscribe: "subscribe_authenticator"
        case .syncTemplates: "sync_templates"
        case .arm: "arm"
        case .recordAttempt: "record_attempt"
        case .recordReceipt: "record_receipt"
        case .recordConsent: "record_consent"
        case .recordCustomerChange: "record_customer_change"
        case .recordVerification: "record_verification"
        case .recordTemplateEvent: "record_template_event"
        case .recordSender: "record_sender"
        case .recordSenderDetails: "record_sender_details"
        case .recordAccountEvent: "record_account_event"
        case .recordClaim: "record_claim"
        case .recordContact: "record_contact"
        case .expire: "expire"
        case .resolveUncertain: "resolve_uncertain"
        case .advanceReplay: "advance_replay"
        case .forget(let command): "forget_\(command.subject.rawValue)"
        }
    }
}
