import Messages
import Notifications

extension Notifications.Channel {
    /// The channel that a message names; nil if it names none.
    init?(_ wire: Messages.Channel) {
        switch wire {
        case .automatic: self = .automatic
        case .manual: self = .manual
        case .unspecified, .unrecognized: return nil
        }
    }

    /// The channel as messages name it.
    var wire: Messages.Channel {
        switch self {
        case .automatic: .automatic
        case .manual: .manual
        }
    }
}
