package import Messages

extension RPCStatus {
    /// Refuses a request because of at least one field; the first makes the message.
    package static func invalidArgument(_ violations: [FieldViolation]) -> RPCStatus {
        let first = violations.first.map { violation in
            violation.field.isEmpty ? violation.rule : "\(violation.field): \(violation.rule)"
        }
        return RPCStatus(
            .invalidArgument, first ?? "",
            details: [
                .errorInfo(reason: "INVALID_ARGUMENT", metadata: [:]), .badRequest(violations),
            ])
    }

    /// Refuses a request because of one field.
    package static func invalidArgument(field: String, rule: String) -> RPCStatus {
        invalidArgument([FieldViolation(field: field, rule: rule)])
    }

    /// Refuses an envelope: whatever is wrong with it is the caller's argument.
    package static func refusedEnvelope(_ error: MalformedMessage) -> RPCStatus {
        switch error {
        case .malformed(let text):
            RPCStatus(
                .invalidArgument, "the envelope does not parse: \(text)",
                details: [.errorInfo(reason: "MALFORMED_ENVELOPE", metadata: [:])])
        case .ruleBroken(let field, let rule):
            .invalidArgument(field: field, rule: rule)
        }
    }

    /// Refuses a payload: INTERNAL if it does not parse, as stock servers answer;
    /// INVALID_ARGUMENT if it breaks a rule.
    package static func refusedPayload(_ error: MalformedMessage) -> RPCStatus {
        switch error {
        case .malformed(let text):
            RPCStatus(
                .internal, "the payload does not parse: \(text)",
                details: [.errorInfo(reason: "MALFORMED_PAYLOAD", metadata: [:])])
        case .ruleBroken(let field, let rule):
            .invalidArgument(field: field, rule: rule)
        }
    }
}
