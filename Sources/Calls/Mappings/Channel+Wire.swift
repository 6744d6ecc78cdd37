import Messages
import Notifications

extension Notifications.Channel: WireNamed {
    static let byNumber = valuesByNumber()

    /// The channel as messages name it.
    var wire: Messages.Channel {
        switch self {
        case .automatic: .automatic
        case .manual: .manual
        }
    }
}
