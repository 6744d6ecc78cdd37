import Messages
import RPC

/// Answers to calls that need no store.
struct ImmediateReplies: ReplyBatch {
    private enum Reply {
        case health(HealthCheckResponse)
        case refusal(RPCStatus)
    }

    private var replies: [(tag: CallTag, reply: Reply)] = []

    mutating func add(_ tag: CallTag, _ response: HealthCheckResponse) {
        replies.append((tag, .health(response)))
    }

    mutating func add(_ tag: CallTag, _ refusal: RPCStatus) {
        replies.append((tag, .refusal(refusal)))
    }

    var count: Int { replies.count }

    func tag(at index: Int) -> CallTag { replies[index].tag }

    func appendReply(at index: Int, to bytes: inout [UInt8]) throws(RPCStatus) {
        switch replies[index].reply {
        case .health(let response): Envelope.appendResponse(response, to: &bytes)
        case .refusal(let status): throw status
        }
    }
}
