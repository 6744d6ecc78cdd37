/// What goes wrong with a call.
enum Fault: Sendable, Hashable {
    /// Whether the call is carried out all the same.
    enum Moment: String, Sendable, CaseIterable {
        /// Nothing is carried out.
        case before
        /// The call is carried out, a message is accepted: only the answer is lost.
        case after
    }

    /// An error of Graph's; nothing is carried out.
    case error(GraphError)
    /// HTTP 502 with a page for people instead of JSON.
    case badGateway(Moment)
    /// HTTP 200 with nothing in it.
    case emptyBody(Moment)
    /// The connection is reset without an answer.
    case reset(Moment)
    /// No answer for a time, or until the client has gone; then the connection is closed.
    case hang(Moment, Duration?)
    /// The answer's head and half of its body, then the end of the connection.
    case truncated
    /// The whole answer in small pieces over a time.
    case slowBody(Duration)
    /// A success that lacks the message's id.
    case noMessageID
    /// JSON of another shape than the answer's.
    case wrongJSON

    var moment: Moment {
        switch self {
        case .error: .before
        case .badGateway(let moment), .emptyBody(let moment), .reset(let moment),
            .hang(let moment, _):
            moment
        case .truncated, .slowBody, .noMessageID, .wrongJSON: .after
        }
    }

    /// The HTTP status that the client sees; `nil` if it sees none.
    var status: Int? {
        switch self {
        case .error(let error): error.status
        case .badGateway: 502
        case .emptyBody, .truncated, .slowBody, .noMessageID, .wrongJSON: 200
        case .reset, .hang: nil
        }
    }
}
