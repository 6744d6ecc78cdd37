/// Answers on their way back to the loop of their calls.
///
/// They travel as values: the loop encodes each where its connection sends it from, so that whoever made
/// them has no work with bytes, and an answer that nobody waits for any more is never encoded.
package protocol ReplyBatch: Sendable {
    var count: Int { get }

    /// The call that the answer with that place is for.
    func tag(at index: Int) -> CallTag

    /// Appends the envelope of the answer; throws a status in its place, whatever was appended.
    func appendReply(at index: Int, to bytes: inout [UInt8]) throws(RPCStatus)
}

extension ReplyBatch {
    /// Appends the envelope that the peer gets, a status in place of a message that no frame holds; gives
    /// the code that it has.
    package func appendEnvelope(at index: Int, to bytes: inout [UInt8]) -> RPCStatus.Code {
        let start = bytes.count
        do throws(RPCStatus) {
            try appendReply(at: index, to: &bytes)
            let count = bytes.count - start
            guard count <= Envelope.bytesMax else { throw Envelope.responseTooLarge(bytes: count) }
            return .ok
        } catch {
            bytes.removeLast(bytes.count - start)
            Envelope.appendResponse(status: error, to: &bytes)
            return error.code
        }
    }
}

/// Answers whose messages were encoded where they were made.
package struct EncodedReplies: ReplyBatch {
    private var replies: [(tag: CallTag, reply: RPCReply)] = []

    package init() {}

    package init(_ tag: CallTag, _ reply: RPCReply) { add(tag, reply) }

    package mutating func add(_ tag: CallTag, _ reply: RPCReply) { replies.append((tag, reply)) }

    package var count: Int { replies.count }

    package func tag(at index: Int) -> CallTag { replies[index].tag }

    package func appendReply(at index: Int, to bytes: inout [UInt8]) throws(RPCStatus) {
        Envelope.appendResponse(payload: try replies[index].reply.get(), to: &bytes)
    }
}
