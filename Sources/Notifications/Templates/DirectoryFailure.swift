/// A question that Meta did not answer; it may be asked again later.
package struct DirectoryFailure: Error, Hashable, Sendable {
    /// What the failure says of the account.
    package enum Cause: Hashable, Sendable {
        /// Nothing: no answer came, or none that can be read, or it was about the question alone.
        case unanswered
        /// Meta refuses the account, as it would refuse a send from it.
        case refused(SenderStop.Cause)
        /// The account was asked about too often; again after so long, nil if Meta did not say.
        case tooManyCalls(after: Duration?)
    }

    package var cause: Cause
    /// Meta's code; 0 without one.
    package var code: Int
    /// What happened; never a token.
    package var detail: String

    package init(cause: Cause = .unanswered, code: Int = 0, detail: String) {
        self.cause = cause
        self.code = code
        self.detail = detail
    }
}
