import ArgumentParser
import RPC

/// Why a command did not do what it was asked for.
enum Failure: Error, Equatable {
    /// An input is wrong; nothing was sent.
    case badInput(String)
    /// The server said no.
    case refused(RPCStatus)
    /// The server could not answer at the moment, or the answer is not known.
    case unanswered(RPCStatus)
    /// No connection came about; the text says what happened.
    case unreachable(address: String, cause: String)
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

    /// As BSD's sysexits name them: EX_USAGE, EX_DATAERR, EX_UNAVAILABLE.
    var exitCode: ExitCode {
        switch self {
        case .badInput: ExitCode(64)
        case .refused, .endedOtherwise: ExitCode(65)
        case .unanswered, .unreachable, .notServing, .notYet: ExitCode(69)
        }
    }
}
