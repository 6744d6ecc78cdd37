import Messages
import Notifications

extension Notifications.UncertainPolicy {
    /// The policy that a message names; nil if it names none.
    init?(_ wire: Messages.UncertainPolicy) {
        switch wire {
        case .preferSilence: self = .preferSilence
        case .preferDelivery: self = .preferDelivery
        case .unspecified, .unrecognized: return nil
        }
    }

    /// The policy as messages name it.
    var wire: Messages.UncertainPolicy {
        switch self {
        case .preferSilence: .preferSilence
        case .preferDelivery: .preferDelivery
        }
    }
}
