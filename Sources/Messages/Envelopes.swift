import CMessages

/// The data of a frame of type 1: one call.
package struct RequestEnvelope: WireMessage {
    /// Full name of the service with its package, such as "paynotify.v1.Notifications".
    ///
    /// At most 128 bytes.
    package var service: String
    /// Bare name of the method, such as "NotifyStateChange".
    ///
    /// At most 128 bytes.
    package var method: String
    /// The encoded request message of the method.
    ///
    /// At most 256 KiB for the methods of paynotify.
    package var payload: [UInt8]
    /// Time left for the call, in nanoseconds, counted from the arrival of the frame's last byte.
    ///
    /// 0 means no deadline of the caller's; a negative value has passed already.
    package var timeoutNano: Int64
    /// Text about the call, in any order; a key may repeat.
    ///
    /// At most 8 KiB in all.
    package var metadata: [EnvelopeKeyValue]

    /// Makes a message; what is not given stays empty.
    package init(
        service: String = "", method: String = "", payload: [UInt8] = [], timeoutNano: Int64 = 0,
        metadata: [EnvelopeKeyValue] = []
    ) {
        self.service = service
        self.method = method
        self.payload = payload
        self.timeoutNano = timeoutNano
        self.metadata = metadata
    }
}

extension RequestEnvelope: CMessage {
    static let layout = unsafe MessageLayout(ttrpc__request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("service", &service)
        fields.string("method", &method)
        fields.bytes("payload", &payload)
        fields.int64("timeout_nano", &timeoutNano)
        fields.messages("metadata", &metadata)
    }
}

/// The data of a frame of type 2: the one answer to a call.
package struct ResponseEnvelope: WireMessage {
    /// What became of the call.
    ///
    /// Always present; an empty status is OK.
    package var status: StatusMessage?
    /// The encoded response message of the method; empty unless the status is OK.
    package var payload: [UInt8]

    /// Makes a message; what is not given stays empty.
    package init(status: StatusMessage? = nil, payload: [UInt8] = []) {
        self.status = status
        self.payload = payload
    }
}

extension ResponseEnvelope: CMessage {
    static let layout = unsafe MessageLayout(ttrpc__response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("status", &status)
        fields.bytes("payload", &payload)
    }
}

/// One entry of a call's metadata.
package struct EnvelopeKeyValue: WireMessage {
    /// Lower-case ASCII: letters, digits, "-", "_" and ".".
    package var key: String
    /// UTF-8 text.
    package var value: String

    /// Makes a message; what is not given stays empty.
    package init(key: String = "", value: String = "") {
        self.key = key
        self.value = value
    }
}

extension EnvelopeKeyValue: CMessage {
    static let layout = unsafe MessageLayout(ttrpc__key_value__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("key", &key)
        fields.string("value", &value)
    }
}
