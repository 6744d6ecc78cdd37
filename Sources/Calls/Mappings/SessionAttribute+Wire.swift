import Messages
import Notifications

extension Notifications.SessionAttribute: WireNamed {
    static let byNumber = valuesByNumber()

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
