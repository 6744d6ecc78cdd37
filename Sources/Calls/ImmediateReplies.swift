import Messages
import RPC

/// Answers to calls that need no store.
struct ImmediateReplies: ReplyBatch {
    private enum Reply {
        case health(HealthCheckResponse)
        case refusal(RPCStatus)
    }

    private(set) var tags: [CallTag] = []
    private var replies: [Reply] = []

    mutating func add(_ tag: CallTag, _ response: HealthCheckResponse) {
        add(tag, .health(response))
    }

    mutating func add(_ tag: CallTag, _ refusal: RPCStatus) {
        add(tag, .refusal(refusal))
    }

    private mutating func add(_ tag: CallTag, _ reply: Reply) {
        tags.append(tag)
        replies.append(reply)
    }

    func appendReply(at index: Int, to bytes: inout [UInt8]) throws(RPCStatus) {
        switch replies[index] {
        case .health(let response): Envelope.appendResponse(response, to: &bytes)
        case .refusal(let status): throw status
        }
    }
}
