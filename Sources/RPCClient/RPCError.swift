public import RPC

/// Why a call gave no answer message, and with it whether it may simply be repeated.
public enum RPCError: Error, Hashable, Sendable {
    /// The server answered with this status, or the call broke a rule that the server would have
    /// refused it for.
    case refused(RPCStatus)
    /// The call never left this client: repeating it is safe.
    case notSent(ConnectionError)
    /// The call was sent and no answer came: it may have taken effect or not.
    case outcomeUnknown(ConnectionError)
}

/// What kept an answer from coming.
public enum ConnectionError: Error, Hashable, Sendable {
    /// Nobody answers at the address; the reason is the kernel's.
    case cannotReach(address: String, reason: String)
    /// The connection ended.
    case lost(address: String, reason: String)
    /// The call's own time was up.
    case timedOut
    /// The task that made the call was cancelled.
    case cancelled
    /// The client was closed.
    case closed
    /// As many calls wait as may; the number is the limit.
    case tooManyCalls(Int)
}

extension RPCError: CustomStringConvertible {
    /// A sentence for a person.
    public var description: String {
        switch self {
        case .refused(let status): "\(status.code.name): \(status.message)"
        case .notSent(let error): "\(error); the call was not sent"
        case .outcomeUnknown(let error): "\(error); whether the call took effect is unknown"
        }
    }
}

extension ConnectionError: CustomStringConvertible {
    /// A sentence for a person.
    public var description: String {
        switch self {
        case .cannotReach(let address, let reason): "cannot reach \(address): \(reason)"
        case .lost(let address, let reason): "lost the connection to \(address): \(reason)"
        case .timedOut: "no answer came in time"
        case .cancelled: "the call was cancelled"
        case .closed: "the client is closed"
        case .tooManyCalls(let max): "\(max) calls wait already, as many as may"
        }
    }
}
