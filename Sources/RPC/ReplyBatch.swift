/// Answers on their way back to the loop of their calls.
///
/// They travel as values: the loop encodes each where its connection sends it from, so that whoever made
/// them has no work with bytes, and an answer that nobody waits for any more is never encoded.
package protocol ReplyBatch: Sendable {
    /// The calls that are answered, each at the place of its answer.
    var tags: [CallTag] { get }

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
    package private(set) var tags: [CallTag] = []
    private var replies: [RPCReply] = []

    package init() {}

    package init(_ tag: CallTag, _ reply: RPCReply) { add(tag, reply) }

    package mutating func add(_ tag: CallTag, _ reply: RPCReply) {
        tags.append(tag)
        replies.append(reply)
    }

    package func appendReply(at index: Int, to bytes: inout [UInt8]) throws(RPCStatus) {
        Envelope.appendResponse(payload: try replies[index].get(), to: &bytes)
    }
}
