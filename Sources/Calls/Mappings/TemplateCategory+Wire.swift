import Messages
import Notifications

extension Notifications.TemplateCategory: WireNamed {
    static let byNumber = valuesByNumber()

    /// The category as messages name it.
    var wire: Messages.TemplateCategory {
        switch self {
        case .utility: .utility
        case .marketing: .marketing
        case .authentication: .authentication
        }
    }
}
