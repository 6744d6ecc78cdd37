import Messages
import Notifications

extension Notifications.Phase {
    /// The phase that a message names; nil if it names none.
    init?(_ wire: Messages.Phase) {
        switch wire {
        case .prePayment: self = .prePayment
        case .postPayment: self = .postPayment
        case .unspecified, .unrecognized: return nil
        }
    }

    /// The phase as messages name it.
    var wire: Messages.Phase {
        switch self {
        case .prePayment: .prePayment
        case .postPayment: .postPayment
        }
    }
}
