import Messages
import Notifications

extension Notifications.PaymentState {
    /// The state that a message names; nil if it names none.
    init?(_ wire: Messages.PaymentState) {
        switch wire {
        case .created: self = .created
        case .paid: self = .paid
        case .authorized: self = .authorized
        case .canceled: self = .canceled
        case .failed: self = .failed
        case .expired: self = .expired
        case .pending: self = .pending
        case .attempted: self = .attempted
        case .cod: self = .cod
        case .invalided: self = .invalided
        case .captured: self = .captured
        case .captureQueued: self = .captureQueued
        case .captureRejected: self = .captureRejected
        case .refunded: self = .refunded
        case .refundQueued: self = .refundQueued
        case .refundRejected: self = .refundRejected
        case .voided: self = .voided
        case .voidQueued: self = .voidQueued
        case .voidRejected: self = .voidRejected
        case .unspecified, .unrecognized: return nil
        }
    }

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
