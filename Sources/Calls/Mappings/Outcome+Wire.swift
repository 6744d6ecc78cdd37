import Messages
import Notifications

extension Notifications.Outcome {
    /// The outcome as messages name it.
    var wire: Messages.Outcome {
        switch self {
        case .queued: .queued
        case .held: .held
        case .duplicate: .duplicate
        case .suppressed: .suppressed
        }
    }
}
