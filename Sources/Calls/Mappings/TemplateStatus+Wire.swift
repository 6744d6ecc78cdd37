import Messages
import Notifications

extension Notifications.TemplateStatus {
    /// The status as messages name it.
    var wire: Messages.TemplateStatus {
        switch self {
        case .unverified: .unverified
        case .approved: .approved
        case .unapproved: .unapproved
        case .paused: .paused
        case .mismatch: .mismatch
        case .drifted: .drifted
        }
    }
}
