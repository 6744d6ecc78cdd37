import Messages
import Notifications

extension Notifications.PaymentState: WireNamed {
    static let byNumber = valuesByNumber()

    /// The state as messages name it.
    var wire: Messages.PaymentState {
        switch self {
        case .created: .created
        case .paid: .paid
        case .authorized: .authorized
        case .canceled: .canceled
        case .failed: .failed
        case .expired: .expired
        case .pending: .pending
        case .attempted: .attempted
        case .cod: .cod
        case .invalided: .invalided
        case .captured: .captured
        case .captureQueued: .captureQueued
        case .captureRejected: .captureRejected
        case .refunded: .refunded
        case .refundQueued: .refundQueued
        case .refundRejected: .refundRejected
        case .voided: .voided
        case .voidQueued: .voidQueued
        case .voidRejected: .voidRejected
        }
    }
}
