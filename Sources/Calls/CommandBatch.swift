import Notifications
import RPC

/// The commands of a batch on their way to the store, and how their answers become replies.
struct CommandBatch {
    /// Calls of the batch, most of which are commands if any is.
    let callsMax: Int
    private(set) var submissions: [Submission] = []
    /// One for each submission.
    private(set) var calls: [CommandReplies.Call] = []

    init(callsMax: Int) { self.callsMax = callsMax }

    mutating func add(_ command: Command, of call: IncomingCall, reply: @escaping ReplyMaker) {
        if submissions.isEmpty {
            submissions.reserveCapacity(callsMax)
            calls.reserveCapacity(callsMax)
        }
        submissions.append(Submission(command, deadline: call.deadline))
        calls.append(CommandReplies.Call(tag: call.tag, reply: reply))
    }
}

/// What the store answered to the commands of a batch: made on the store's thread, at no cost for each.
struct CommandReplies: ReplyBatch {
    /// A call that became a command.
    struct Call: Sendable {
        let tag: CallTag
        let reply: ReplyMaker
    }

    private let calls: [Call]
    private let results: [CommandResult]

    init(_ calls: [Call], _ results: [CommandResult]) {
        precondition(results.count == calls.count, "the store answers each command")
        self.calls = calls
        self.results = results
    }

    var count: Int { calls.count }

    func tag(at index: Int) -> CallTag { calls[index].tag }

    func appendReply(at index: Int, to bytes: inout [UInt8]) throws(RPCStatus) {
        switch results[index] {
        case .success(let answer): try calls[index].reply(answer, &bytes)
        case .failure(let failure): throw RPCStatus(failure)
        }
    }
}
