package import Messages
package import RPC

extension Envelope {
    /// The body of a reply's frame, as a batch of replies holds it.
    package static func encodeResponse(_ reply: RPCReply) -> [UInt8] {
        EncodedReplies(CallTag(connection: 0, serial: 0, streamID: 1), reply).envelope(at: 0)
    }

    /// Decodes the body of a request's frame.
    package static func decodeRequest(
        _ bytes: some Sequence<UInt8>
    ) throws(RPCStatus) -> RequestEnvelope {
        let bytes = Array(bytes)
        return try decodeRequest(bytes.span)
    }
}
