package import RPC
import Synchronization

extension MethodNames {
    /// The methods of the handlers for tests.
    package static let test = MethodNames(
        ["Echo", "Fail", "Grow", "Ask"].map { MethodName(service: "test.Service", method: $0) },
        queries: [MethodName(service: "test.Service", method: "Ask")])
}

/// Answers each call with its own payload, at once; unknown methods get UNIMPLEMENTED.
///
/// It knows `Echo`, `Ask` (a query), `Fail` (NOT_FOUND) and `Grow` (5 MiB, which no frame holds).
package struct EchoHandler: RequestHandler {
    package let methods = MethodNames.test

    package init() {}

    package func handle(_ batch: CallBatch, answeringTo sink: any ReplySink) {
        var replies = EncodedReplies()
        for call in batch.calls {
            replies.add(call.tag, answer(batch.request(of: call, to: methods)))
        }
        sink.deliver(replies)
    }

    private func answer(_ request: RPCRequest) -> RPCReply {
        switch request.method {
        case "Echo", "Ask": .success(request.payload)
        case "Fail": .failure(RPCStatus(.notFound, "there is no such thing"))
        case "Grow": .success(Array(repeating: 7, count: 5 << 20))
        default: .failure(RPCStatus(.unimplemented, "method \(request.method)"))
        }
    }
}

/// A call that waits for the test.
package struct HeldCall: Sendable {
    package let request: RPCRequest
    package let peer: Peer
    fileprivate let tag: CallTag
    fileprivate let sink: any ReplySink

    package func respond(_ reply: RPCReply) {
        sink.deliver(EncodedReplies(tag, reply))
    }

    /// Answers with a batch of the test's own, made for the call's tag.
    package func respond(with replies: (CallTag) -> any ReplyBatch) {
        sink.deliver(replies(tag))
    }
}

/// Holds each call until the test answers it.
package final class HoldingHandler: RequestHandler {
    package let methods = MethodNames.test
    private let held = Mutex<[HeldCall]>([])

    package init() {}

    package func handle(_ batch: CallBatch, answeringTo sink: any ReplySink) {
        let calls = batch.calls.map { call in
            HeldCall(
                request: batch.request(of: call, to: methods), peer: batch.peer(of: call),
                tag: call.tag, sink: sink)
        }
        held.withLock { $0 += calls }
    }

    /// How many calls wait.
    package var count: Int { held.withLock(\.count) }

    /// Lets go of all that waits, as the test orders them.
    package func release() -> [HeldCall] {
        held.withLock { held in
            defer { held = [] }
            return held
        }
    }

    /// Echoes all that waits, the last call first.
    package func answerAllBackwards() {
        for call in release().reversed() { call.respond(.success(call.request.payload)) }
    }
}
