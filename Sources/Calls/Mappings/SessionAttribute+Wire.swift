import Messages
import Notifications

extension Notifications.SessionAttribute {
    /// The attribute that a message names; nil if it names none.
    init?(_ wire: Messages.SessionAttribute) {
        switch wire {
        case .customerName: self = .customerName
        case .amount: self = .amount
        case .orderNumber: self = .orderNumber
        case .checkoutLink: self = .checkoutLink
        case .checkoutLinkExpiry: self = .checkoutLinkExpiry
        case .sessionId: self = .sessionID
        case .merchantName: self = .merchantName
        case .unspecified, .unrecognized: return nil
        }
    }

    /// The attribute as messages name it.
    var wire: Messages.SessionAttribute {
        switch self {
        case .customerName: .customerName
        case .amount: .amount
        case .orderNumber: .orderNumber
        case .checkoutLink: .checkoutLink
        case .checkoutLinkExpiry: .checkoutLinkExpiry
        case .sessionID: .sessionId
        case .merchantName: .merchantName
        }
    }
}
