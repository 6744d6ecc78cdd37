import CMessages

/// What became of a call.
package struct StatusMessage: WireMessage {
    /// A gRPC status code, 0 to 16; 0 is OK.
    package var code: Int32
    /// A sentence in English for a developer; never a path, a query or personal data.
    package var message: String
    /// ErrorInfo always; BadRequest for a refused field; RetryInfo where repeating the call can
    /// help.
    package var details: [AnyMessage]

    /// Makes a message; what is not given stays empty.
    package init(code: Int32 = 0, message: String = "", details: [AnyMessage] = []) {
        self.code = code
        self.message = message
        self.details = details
    }
}

extension StatusMessage: CMessage {
    static let layout = unsafe MessageLayout(google__rpc__status__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.int32("code", &code)
        fields.string("message", &message)
        fields.messages("details", &details)
    }
}

/// A message of some type, together with the name of that type.
package struct AnyMessage: WireMessage {
    /// "type.googleapis.com/" followed by the full name of the message type.
    package var typeURL: String
    /// The encoded message.
    package var value: [UInt8]

    /// Makes a message; what is not given stays empty.
    package init(typeURL: String = "", value: [UInt8] = []) {
        self.typeURL = typeURL
        self.value = value
    }
}

extension AnyMessage: CMessage {
    static let layout = unsafe MessageLayout(google__protobuf__any__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("type_url", &typeURL)
        fields.bytes("value", &value)
    }
}
