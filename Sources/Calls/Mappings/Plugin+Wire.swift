import Messages
import Notifications

extension Notifications.Plugin: WireNamed {
    static let byNumber = valuesByNumber()

    /// The plugin as messages name it.
    var wire: Messages.Plugin {
        switch self {
        case .paymentRequest: .paymentRequest
        case .eCommerce: .eCommerce
        }
    }
}
