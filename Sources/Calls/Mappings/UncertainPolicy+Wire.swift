import Messages
import Notifications

extension Notifications.UncertainPolicy: WireNamed {
    static let byNumber = valuesByNumber()

    /// The policy as messages name it.
    var wire: Messages.UncertainPolicy {
        switch self {
        case .preferSilence: .preferSilence
        case .preferDelivery: .preferDelivery
        }
    }
}
