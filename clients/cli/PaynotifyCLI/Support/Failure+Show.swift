import Messages
import RPC

extension Failure {
    /// The failure for a person: the sentence, each field with its rule, and the fix.
    var text: String {
        var lines = ["Error: \(sentence)"]
        for violation in violations {
            lines.append("  \(violation.field): \(violation.rule)")
        }
        if let fix { lines.append("Fix: \(fix)") }
        return lines.map(\.printable).joined(separator: "\n")
    }

    /// The failure for a machine.
    var json: JSON {
        [
            "error": [
                "code": .string(code), "reason": .string(reason), "message": .string(sentence),
                "fields": .array(
                    violations.map { ["field": .string($0.field), "rule": .string($0.rule)] }),
                "fix": .string(fix ?? ""),
            ]
        ]
    }

    private var status: RPCStatus? {
        switch self {
        case .refused(let status), .unanswered(let status): status
        default: nil
        }
    }

    private var violations: [RPCStatus.FieldViolation] { status?.fieldViolations ?? [] }

    private var sentence: String {
        switch self {
        case .badInput(let text), .endedOtherwise(let text), .notYet(let text),
            .unreachable(let text), .lost(let text):
            text
        case .refused(let status) where !status.fieldViolations.isEmpty:
            "the server refused the request"
        case .refused(let status), .unanswered(let status):
            status.message.isEmpty ? status.code.name : status.message
        case .notServing: "the server does not serve calls at the moment"
        }
    }

    private var code: String {
        switch self {
        case .badInput: "BAD_INPUT"
        case .refused(let status), .unanswered(let status): status.code.name
        case .unreachable: "UNREACHABLE"
        case .lost: "OUTCOME_UNKNOWN"
        case .notServing: "NOT_SERVING"
        case .endedOtherwise: "ENDED_OTHERWISE"
        case .notYet: "NOT_YET"
        }
    }

    private var reason: String { status?.reason ?? "" }

    private var fix: String? {
        switch self {
        case .refused(let status): Self.fix(refused: status)
        case .unanswered, .lost:
            "repeat the same command; what was stored the first time is not stored again"
        case .unreachable: "start paynotifyd, or name its address with --server"
        case .notServing: "wait until it has started, or look at its log"
        case .badInput, .endedOtherwise, .notYet: nil
        }
    }

    /// What to do about a refusal, by its reason.
    private static func fix(refused status: RPCStatus) -> String? {
        switch status.reason {
        case "INVALID_ARGUMENT": "correct the fields above; nothing was stored"
        case "MERCHANT_NOT_FOUND": "check --merchant, or create it: paynotify merchant set"
        case "AUTHENTICATOR_NOT_FOUND": "look it up: paynotify authenticator list"
        case "SESSION_NOT_FOUND": "check the session and --merchant"
        case "NOTIFICATION_NOT_FOUND": "look it up: paynotify notifications list"
        case "IDEMPOTENCY_KEY_REUSED":
            "repeat the command as it was, with the same --occurred-at or both times without one; "
                + "give another call an --event-id of its own"
        default: nil
        }
    }
}
