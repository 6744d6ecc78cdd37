import Messages
import Notifications

extension Notifications.TemplateCategory {
    /// The category that a message names; nil if it names none.
    init?(_ wire: Messages.TemplateCategory) {
        switch wire {
        case .utility: self = .utility
        case .marketing: self = .marketing
        case .authentication: self = .authentication
        case .unspecified, .unrecognized: return nil
        }
    }

    /// The category as messages name it.
    var wire: Messages.TemplateCategory {
        switch self {
        case .utility: .utility
        case .marketing: .marketing
        case .authentication: .authentication
        }
    }
}
