import AsyncHTTPClient
import NIOCore

/// Characters of a failure's text, which ends up in the record of an attempt.
private let failureTextLengthMax = 200

/// Says in a line why there is no answer; quotes nothing of the request.
func failureText(_ error: any Error) -> String {
    switch error {
    case let failure as GraphConnection.Failure:
        switch failure {
        case .timeout(let timeout): "no whole answer within \(timeout)"
        }
    case let obstacle as RequestAdmission.NotAdmitted:
        switch obstacle {
        case .tooMany(let limit): "\(limit) requests are under way already"
        case .closed: "the client is shutting down"
        }
    case is CancellationError: "cancelled"
    case is NIOTooManyBytesError: "the answer is too large"
    // Its own description can hold the values of headers.
    case let error as HTTPClientError: error.shortDescription
    default: String(String(describing: error).prefix(failureTextLengthMax))
    }
}
