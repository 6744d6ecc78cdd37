import Notifications
import RPC

/// How long a caller is asked to wait before it repeats a call.
enum RetryDelay {
    /// The store does not write: a person or a restart has to mend it.
    static let storeUnavailable = Duration.seconds(1)
    /// A commit's outcome is not known: its stored answer can be asked for soon.
    static let outcomeUnknown = Duration.milliseconds(200)
}

extension RPCStatus {
    /// What a caller learns of a command without an answer: the one place that decides it.
    init(_ failure: CommandFailure) {
        switch failure {
        case .refused(let refusal): self.init(refusal)
        case .deadlinePassed: self = .deadlinePassed
        case .unavailable: self = .storeUnavailable
        case .outcomeUnknown: self = .outcomeUnknown
        }
    }

    /// What a caller learns of a refusal.
    init(_ refusal: Refusal) {
        switch refusal {
        case .invalid(let violations):
            self = .invalidArgument(
                violations.map { RPCStatus.FieldViolation(field: $0.field, rule: $0.rule) })
        case .notFound(let missing): self.init(missing)
        case .forbidden(let forbidden):
            self.init(.failedPrecondition, forbidden.message, reason: forbidden.reason)
        case .idempotencyKeyReused(let event):
            self.init(
                .alreadyExists,
                "event_id \(event) was used in this session with other fields: "
                    + "a retry must send the same occurred_at_ms as the first call, or neither may "
                    + "send one; give another call an event_id of its own",
                reason: "IDEMPOTENCY_KEY_REUSED")
        }
    }

    /// What a caller learns of something that is not there.
    init(_ missing: Refusal.Missing) {
        switch missing {
        case .merchant:
            self.init(
                .notFound, "the merchant is unknown: SetMerchant creates it",
                reason: "MERCHANT_NOT_FOUND")
        case .authenticator:
            self.init(
                .notFound,
                "the merchant has no such authenticator: ListAuthenticators shows its own, "
                    + "RegisterAuthenticator makes one",
                reason: "AUTHENTICATOR_NOT_FOUND")
        case .session:
            self.init(
                .notFound,
                "the session is unknown: EnableNotifications or NotifyStateChange make it known",
                reason: "SESSION_NOT_FOUND")
        case .notification:
            self.init(
                .notFound,
                "the merchant has no such notification: ListNotifications shows its own",
                reason: "NOTIFICATION_NOT_FOUND")
        case .template:
            self.init(
                .notFound,
                "the merchant has no such template: ListTemplates shows its own",
                reason: "TEMPLATE_NOT_FOUND")
        case .erasure:
            self.init(
                .notFound, "the merchant has no such erasure: EraseRecipient begins one",
                reason: "ERASURE_NOT_FOUND")
        case .replay:
            self.init(
                .notFound, "the merchant has no such replay: ListReplays shows its own",
                reason: "REPLAY_NOT_FOUND")
        }
    }

    static let deadlinePassed = RPCStatus(
        .deadlineExceeded, "the call's time was up before it was carried out: nothing was stored",
        reason: "DEADLINE_EXCEEDED")

    static let storeUnavailable = RPCStatus(
        .unavailable, "the store cannot serve the call at the moment: nothing was stored",
        reason: "STORE_UNAVAILABLE", retryAfter: RetryDelay.storeUnavailable)

    static let outcomeUnknown = RPCStatus(
        .unavailable,
        "whether the call was stored is not known: repeat it unchanged, with the same event_id, "
            + "and the stored answer settles it",
        reason: "COMMIT_OUTCOME_UNKNOWN", retryAfter: RetryDelay.outcomeUnknown)

    /// A status with its reason and, where repeating the call can help, the time to wait.
    init(
        _ code: Code, _ message: String, reason: String, metadata: [String: String] = [:],
        retryAfter delay: Duration? = nil
    ) {
        var details: [Detail] = [.errorInfo(reason: reason, metadata: metadata)]
        if let delay { details.append(.retryInfo(delay)) }
        self.init(code, message, details: details)
    }
}
