internal import Metrics
internal import Notifications

/// What the store tells of itself in figures.
struct StoreMetrics: Sendable {
    private let commitSeconds = Timer(label: "paynotify_store_commit_seconds")
    private let batchCommands = Recorder(label: "paynotify_store_batch_commands")
    private let logPages = Gauge(label: "paynotify_store_wal_pages")
    private let checkpointSeconds = Timer(label: "paynotify_store_checkpoint_seconds")
    private let passSeconds = Timer(label: "paynotify_store_checkpoint_pass_seconds")
    private let commitFailures = Counter(label: "paynotify_store_commit_failures_total")
    private let writing = Gauge(label: "paynotify_store_writing")
    private let possibleDuplicates = Counter(label: "paynotify_possible_duplicates_total")
    private let confirmedDuplicates = Counter(label: "paynotify_duplicates_confirmed_total")

    /// A commit is durable; it took so long from its beginning.
    func committed(commands: Int, logPages pages: Int, in duration: Duration) {
        commitSeconds.recordNanoseconds(duration.nanoseconds)
        batchCommands.record(commands)
        logPages.record(pages)
    }

    /// The writer stood still so long for a checkpoint: it moved what was left of the log, or waited.
    func paused(for duration: Duration) {
        checkpointSeconds.recordNanoseconds(duration.nanoseconds)
    }

    /// A pass over the log beside the writer took so long.
    func passed(in duration: Duration) {
        passSeconds.recordNanoseconds(duration.nanoseconds)
    }

    func commitFailed() { commitFailures.increment() }

    func isWriting(_ isWriting: Bool) { writing.record(isWriting ? 1 : 0) }

    /// A message that Meta had accepted failed for a reason of its sender's.
    func count(_ failure: SenderFailure.Outcome) {
        Counter(
            label: "paynotify_sender_failures_total", dimensions: [("outcome", failure.rawValue)]
        ).increment()
    }

    func count(_ certainty: Certainty) {
        switch certainty {
        case .resolved(let source):
            Counter(
                label: "paynotify_uncertain_resolved_total", dimensions: [("by", source.rawValue)]
            ).increment()
        case .possibleDuplicate: possibleDuplicates.increment()
        case .confirmedDuplicate: confirmedDuplicates.increment()
        }
    }
}

/// Counts commands by what became of them, and decisions by what they were.
struct CommandCounters: Sendable {
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

    mutating func add(_ outcomes: some Sequence<(Command, CommandResult)>) {
        for (command, result) in outcomes {
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

extension Duration {
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}

extension Command {
    /// A stable word for logs and metrics.
    var kind: String {
        switch self {
        case .setMerchant: "set_merchant"
        case .registerAuthenticator: "register_authenticator"
        case .registerTemplate: "register_template"
        case .enableNotifications: "enable_notifications"
        case .notifyStateChange: "notify_state_change"
        case .release: "release"
        case .cancel: "cancel"
        case .resolve: "resolve"
        case .pause: "pause"
        case .resume: "resume"
        case .setChannel: "set_channel"
        case .send: "send"
        case .setOptOut: "set_opt_out"
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
        }
    }
}
