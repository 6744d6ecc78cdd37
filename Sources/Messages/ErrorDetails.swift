import CMessages

/// The cause of an error, for a program.
package struct ErrorInfoMessage: WireMessage {
    /// A stable name in UPPER_SNAKE_CASE, such as IDEMPOTENCY_KEY_REUSED.
    package var reason: String
    /// Who names the reason: always "paynotify".
    package var domain: String
    /// More about this error; each key occurs once.
    package var metadata: [ErrorInfoEntryMessage]

    /// Makes a message; what is not given stays empty.
    package init(reason: String = "", domain: String = "", metadata: [ErrorInfoEntryMessage] = []) {
        self.reason = reason
        self.domain = domain
        self.metadata = metadata
    }
}

extension ErrorInfoMessage: CMessage {
    static let layout = unsafe MessageLayout(google__rpc__error_info__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("reason", &reason)
        fields.string("domain", &domain)
        fields.messages("metadata", &metadata)
    }
}

/// One entry of the metadata: the encoding of a map<string, string>.
package struct ErrorInfoEntryMessage: WireMessage {
    /// Name of the entry, such as "limit".
    package var key: String
    /// Its value as text.
    package var value: String

    /// Makes a message; what is not given stays empty.
    package init(key: String = "", value: String = "") {
        self.key = key
        self.value = value
    }
}

extension ErrorInfoEntryMessage: CMessage {
    static let layout = unsafe MessageLayout(google__rpc__error_info__metadata_entry__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("key", &key)
        fields.string("value", &value)
    }
}

/// The fields that made a request unacceptable.
package struct BadRequestMessage: WireMessage {
    /// Each refused field with its rule; at least one.
    package var fieldViolations: [FieldViolationMessage]

    /// Makes a message; what is not given stays empty.
    package init(fieldViolations: [FieldViolationMessage] = []) {
        self.fieldViolations = fieldViolations
    }
}

extension BadRequestMessage: CMessage {
    static let layout = unsafe MessageLayout(google__rpc__bad_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.messages("field_violations", &fieldViolations)
    }
}

/// One refused field.
package struct FieldViolationMessage: WireMessage {
    /// Path of the field, such as "components[1].variables[0].name".
    package var field: String
    /// The rule that it broke, and what would be accepted.
    package var description: String

    /// Makes a message; what is not given stays empty.
    package init(field: String = "", description: String = "") {
        self.field = field
        self.description = description
    }
}

extension FieldViolationMessage: CMessage {
    static let layout = unsafe MessageLayout(google__rpc__bad_request__field_violation__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("field", &field)
        fields.string("description", &description)
    }
}

/// When a call may be repeated.
package struct RetryInfoMessage: WireMessage {
    /// The least time to wait before the next try.
    package var retryDelay: DurationMessage

    /// Makes a message; what is not given stays empty.
    package init(retryDelay: DurationMessage = DurationMessage()) {
        self.retryDelay = retryDelay
    }
}

extension RetryInfoMessage: CMessage {
    static let layout = unsafe MessageLayout(google__rpc__retry_info__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("retry_delay", &retryDelay)
    }
}

/// A span of time: the encoding of google.protobuf.Duration.
package struct DurationMessage: WireMessage {
    /// Whole seconds.
    package var seconds: Int64
    /// The rest, in nanoseconds, 0 to 999,999,999.
    package var nanos: Int32

    /// Makes a message; what is not given stays empty.
    package init(seconds: Int64 = 0, nanos: Int32 = 0) {
        self.seconds = seconds
        self.nanos = nanos
    }
}

extension DurationMessage: CMessage {
    static let layout = unsafe MessageLayout(google__rpc__retry_info__duration__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.int64("seconds", &seconds)
        fields.int32("nanos", &nanos)
    }
}
