import Messages
import Notifications

extension Notifications.Plugin {
    /// The plugin that a message names; nil if it names none.
    init?(_ wire: Messages.Plugin) {
        switch wire {
        case .paymentRequest: self = .paymentRequest
        case .eCommerce: self = .eCommerce
        case .unspecified, .unrecognized: return nil
        }
    }

    /// The plugin as messages name it.
    var wire: Messages.Plugin {
        switch self {
        case .paymentRequest: .paymentRequest
        case .eCommerce: .eCommerce
        }
    }
}
