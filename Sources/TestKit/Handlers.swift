package import RPC
import Synchronization

/// Answers each call with its own payload, at once; unknown methods get UNIMPLEMENTED.
///
/// It knows `Echo`, `Fail` (NOT_FOUND) and `Grow` (5 MiB, which no frame holds).
package struct EchoHandler: RequestHandler {
    package init() {}

    package func handle(_ calls: [IncomingCall]) {
        for call in calls { call.respond(answer(call.request)) }
    }

    private func answer(_ request: RPCRequest) -> RPCReply {
        switch request.method {
        case "Echo": .success(request.payload)
        case "Fail": .failure(RPCStatus(.notFound, "there is no such thing"))
        case "Grow": .success(Array(repeating: 7, count: 5 << 20))
        default: .failure(RPCStatus(.unimplemented, "method \(request.method)"))
        }
    }
}

/// Holds each call until the test answers it.
package final class HoldingHandler: RequestHandler {
    private let held = Mutex<[IncomingCall]>([])

    package init() {}

    package func handle(_ calls: [IncomingCall]) {
        held.withLock { $0 += calls }
    }

    /// How many calls wait.
    package var count: Int { held.withLock(\.count) }

    /// Lets go of all that waits, as the test orders them.
    package func release() -> [IncomingCall] {
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
