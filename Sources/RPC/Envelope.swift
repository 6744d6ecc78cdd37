package import Messages

/// The protobuf message inside a frame: `ttrpc.Request` or `ttrpc.Response`.
package enum Envelope {
    /// Bytes of a frame's data; stock Go clients crash on more.
    package static let bytesMax = 4 << 20
    /// Bytes of a service's or method's name.
    package static let nameBytesMax = 128

    /// Field 1 of a response, empty: the status is OK.
    private static let okStatus: [UInt8] = [0x0A, 0]
    /// The same with the tag of field 2, behind which the payload's length follows.
    private static let okStatusAndPayloadTag: [UInt8] = [0x0A, 0, payloadTag]
    private static let payloadTag: UInt8 = 0x12

    /// Decodes a request; throws INVALID_ARGUMENT if it does not parse or breaks a rule.
    package static func decodeRequest(
        _ bytes: Span<UInt8>
    ) throws(RPCStatus) -> RequestEnvelope {
        let envelope: RequestEnvelope
        do {
            envelope = try RequestEnvelope(decoding: bytes, unknownEnumNumbers: .refused)
        } catch {
            throw .refusedEnvelope(error)
        }
        try check(envelope)
        return envelope
    }

    /// Appends a response of OK with the message as its payload; the status is explicit and empty.
    package static func appendResponse(_ message: some WireMessage, to bytes: inout [UInt8]) {
        let lengthAt = bytes.count + okStatusAndPayloadTag.count
        bytes.append(contentsOf: okStatusAndPayloadTag)
        message.encode(into: &bytes, withLength: true)
        // An empty payload is left out, tag and length, as encoders do.
        if bytes.count == lengthAt + 1 { bytes.removeLast(2) }
    }

    /// Appends a response of OK with a payload that is encoded already.
    package static func appendResponse(payload: [UInt8], to bytes: inout [UInt8]) {
        guard !payload.isEmpty else { return bytes.append(contentsOf: okStatus) }
        bytes.append(contentsOf: okStatusAndPayloadTag)
        Varint.append(UInt64(payload.count), to: &bytes)
        bytes.append(contentsOf: payload)
    }

    /// Appends a response without a payload.
    package static func appendResponse(status: RPCStatus, to bytes: inout [UInt8]) {
        ResponseEnvelope(status: status.wire).encode(into: &bytes, withLength: false)
    }

    /// The answer in place of one that no frame holds.
    package static func responseTooLarge(bytes count: Int) -> RPCStatus {
        RPCStatus(
            .resourceExhausted,
            "the response has \(count) bytes; a frame holds at most \(bytesMax)",
            details: [.errorInfo(reason: "RESPONSE_TOO_LARGE", metadata: [:])])
    }

    /// Encodes a request; throws INVALID_ARGUMENT if it breaks a rule, RESOURCE_EXHAUSTED if it is
    /// longer than ``bytesMax``.
    package static func encodeRequest(
        service: String, method: String, payload: [UInt8], timeout: Duration? = nil,
        metadata: [MetadataEntry] = []
    ) throws(RPCStatus) -> [UInt8] {
        let envelope = RequestEnvelope(
            service: service, method: method, payload: payload,
            timeoutNano: Deadline.timeoutNanoseconds(timeout),
            metadata: metadata.map { EnvelopeKeyValue(key: $0.key, value: $0.value) })
        try check(envelope)
        let bytes = envelope.encoded()
        guard bytes.count <= bytesMax else {
            throw RPCStatus(
                .resourceExhausted,
                "the request has \(bytes.count) bytes; a frame holds at most \(bytesMax)")
        }
        return bytes
    }

    /// Decodes a response; no status means OK, and one that does not parse is INTERNAL.
    package static func decodeResponse(_ bytes: [UInt8]) -> RPCReply {
        do {
            let envelope = try ResponseEnvelope(decoding: bytes, unknownEnumNumbers: .kept)
            let status = RPCStatus(envelope.status ?? StatusMessage())
            return status.code == .ok ? .success(envelope.payload) : .failure(status)
        } catch {
            return .failure(RPCStatus(.internal, "the response does not parse: \(error)"))
        }
    }

    private static func check(_ envelope: RequestEnvelope) throws(RPCStatus) {
        try checkName(envelope.service, field: "service")
        try checkName(envelope.method, field: "method")
        try Metadata.check(envelope.metadata)
    }

    private static func checkName(_ name: String, field: String) throws(RPCStatus) {
        guard (1...nameBytesMax).contains(name.utf8.count) else {
            throw .invalidArgument(field: field, rule: "1 to \(nameBytesMax) bytes are allowed")
        }
    }
}
