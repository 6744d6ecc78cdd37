/// Why a command was not carried out; nothing of it was stored.
package enum Refusal: Error, Hashable, Sendable {
    /// Fields break their rules; at least one.
    case invalid([FieldViolation])
    /// What the command names is not there.
    case notFound(Missing)
    /// The state of the world forbids it.
    case forbidden(Forbidden)
    /// The `event_id` was used in this session with other fields.
    case idempotencyKeyReused(EventID)

    /// What was looked for in vain.
    package enum Missing: String, Hashable, Sendable {
        case merchant, authenticator, session, notification, template, replay, erasure
    }

    /// Something that cannot be done as things stand, with a sentence for a person.
    package struct Forbidden: Hashable, Sendable {
        /// A stable name such as `PLUGIN_CHANGED`.
        package var reason: String
        package var message: String

        package init(reason: String, message: String) {
            self.reason = reason
            self.message = message
        }
    }

    /// The refusal of one field.
    package static func invalid(_ field: String, _ rule: String) -> Refusal {
        .invalid([FieldViolation(field: field, rule: rule)])
    }
}

/// A field and the rule that it broke.
package struct FieldViolation: Hashable, Sendable {
    /// Its path in the request, such as `components[1].text`.
    package var field: String
    /// The rule, as a sentence that says what would be accepted.
    package var rule: String

    package init(field: String, rule: String) {
        self.field = field
        self.rule = rule
    }
}
