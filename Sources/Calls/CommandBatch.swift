import Notifications
import RPC

/// The commands of a batch on their way to the store, and how their answers become replies.
struct CommandBatch {
    /// The calls that became commands, in the order of these.
    struct Calls: Sendable {
        var tags: [CallTag] = []
        var makers: [ReplyMaker] = []
    }

    /// Calls of the batch, most of which are commands if any is.
    let callsMax: Int
    private(set) var submissions: [Submission] = []
    private(set) var calls = Calls()

    init(callsMax: Int) { self.callsMax = callsMax }

    mutating func add(_ command: Command, of call: IncomingCall, reply: @escaping ReplyMaker) {
        if submissions.isEmpty {
            submissions.reserveCapacity(callsMax)
            calls.tags.reserveCapacity(callsMax)
            calls.makers.reserveCapacity(callsMax)
        }
        submissions.append(Submission(command, deadline: call.deadline))
        calls.tags.append(call.tag)
        calls.makers.append(reply)
    }
}

/// What the store answered to the commands of a batch: made on the store's thread, at no cost for each.
struct CommandReplies: ReplyBatch {
    private let calls: CommandBatch.Calls
    private let results: [CommandResult]
    private let refusals: any RefusalCounter

    init(
        to calls: CommandBatch.Calls, _ results: [CommandResult],
        counting refusals: any RefusalCounter
    ) {
        precondition(results.count == calls.tags.count, "the store answers each command")
        self.calls = calls
        self.results = results
        self.refusals = refusals
    }

    var tags: [CallTag] { calls.tags }

    func appendReply(at index: Int, to bytes: inout [UInt8]) throws(RPCStatus) {
        do throws(RPCStatus) {
            switch results[index] {
            case .success(let answer): try calls.makers[index](answer, &bytes)
            case .failure(let failure): throw RPCStatus(failure)
            }
        } catch {
            refusals.count(error)
            throw error
        }
    }
}
