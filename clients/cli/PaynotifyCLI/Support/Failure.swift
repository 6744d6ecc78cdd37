import ArgumentParser
import RPC
import RPCClient

/// Why a command did not do what it was asked for.
enum Failure: Error, Equatable {
    /// An input is wrong; nothing was sent.
    case badInput(String)
    /// The server said no.
    case refused(RPCStatus)
    /// The server could not answer at the moment, or the answer is not known.
    case unanswered(RPCStatus)
    /// Nothing was sent, for the server cannot be reached; the text says what happened.
    case unreachable(String)
    /// The request was sent and no answer came; the text says what happened.
    case lost(String)
    /// The server is there and does not serve.
    case notServing
    /// What was waited for came out differently.
    case endedOtherwise(String)
    /// What was waited for did not happen in time.
    case notYet(String)

    /// The failure that a status is.
    init(_ status: RPCStatus) {
        switch status.code {
        case .unavailable, .deadlineExceeded: self = .unanswered(status)
        default: self = .refused(status)
        }
    }

    /// The failure that an error of the client is.
    init(_ error: RPCError) {
        switch error {
        case .refused(let status): self.init(status)
        case .notSent(let cause): self = .unreachable("\(cause)")
        case .outcomeUnknown(let cause): self = .lost("\(cause)")
        }
    }

    /// As BSD's sysexits name them: EX_USAGE, EX_DATAERR, EX_UNAVAILABLE.
    var exitCode: ExitCode {
        switch self {
        case .badInput: ExitCode(64)
        case .refused, .endedOtherwise: ExitCode(65)
        case .unanswered, .unreachable, .lost, .notServing, .notYet: ExitCode(69)
        }
    }
}
