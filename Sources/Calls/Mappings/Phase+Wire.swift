import Messages
import Notifications

extension Notifications.Phase: WireNamed {
    static let byNumber = valuesByNumber()

    /// The phase as messages name it.
    var wire: Messages.Phase {
        switch self {
        case .prePayment: .prePayment
        case .postPayment: .postPayment
        }
    }
}
