package import Notifications

/// What one of Meta's error codes says of a send and of later ones.
package enum SendVerdict: Hashable, Sendable {
    /// Refused; the same message may be sent again, not before the delay. nil: the usual schedule.
    case retry(after: Duration?)
    /// The message may have been accepted all the same.
    case unknown
    /// This message can never be sent.
    case stopMessage
    /// Nothing can be sent to this recipient.
    case stopRecipient
    /// The template is paused: its messages wait.
    case pauseTemplate
    /// Nothing can be sent with this template.
    case stopTemplate
    /// Nothing can be sent from this account until a person mends it.
    case stopAccount

    /// The class of the refusal; nil for ``unknown``, which is none.
    package var refusal: RefusalClass? {
        switch self {
        case .retry(let delay): .retry(after: delay)
        case .unknown: nil
        case .stopMessage: .stopMessage
        case .stopRecipient: .stopRecipient
        case .pauseTemplate: .pauseTemplate
        case .stopTemplate: .stopTemplate
        case .stopAccount: .stopSender(.restricted)
        }
    }
}
