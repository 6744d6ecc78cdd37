import Messages
import Notifications

extension Notifications.NotificationStatus: WireNamed {
    static let byNumber = valuesByNumber()

    /// The status as messages name it.
    var wire: Messages.NotificationStatus {
        switch self {
        case .held: .held
        case .pending: .pending
        case .armed: .armed
        case .accepted: .accepted
        case .sent: .sent
        case .delivered: .delivered
        case .read: .read
        case .failed: .failed
        case .dead: .dead
        case .uncertain: .uncertain
        case .unresolved: .unresolved
        case .superseded: .superseded
        case .expired: .expired
        case .cancelled: .cancelled
        }
    }
}
