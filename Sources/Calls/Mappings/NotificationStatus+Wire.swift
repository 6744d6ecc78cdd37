import Messages
import Notifications

extension Notifications.NotificationStatus {
    /// The status that a message names; nil if it names none.
    init?(_ wire: Messages.NotificationStatus) {
        switch wire {
        case .held: self = .held
        case .pending: self = .pending
        case .armed: self = .armed
        case .accepted: self = .accepted
        case .sent: self = .sent
        case .delivered: self = .delivered
        case .read: self = .read
        case .failed: self = .failed
        case .dead: self = .dead
        case .uncertain: self = .uncertain
        case .unresolved: self = .unresolved
        case .superseded: self = .superseded
        case .expired: self = .expired
        case .cancelled: self = .cancelled
        case .unspecified, .unrecognized: return nil
        }
    }

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
