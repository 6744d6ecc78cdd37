/// A property of a session that a template's variable can show.
package enum SessionAttribute: String, CaseIterable, Hashable, Sendable {
    case customerName, amount, orderNumber, checkoutLink, checkoutLinkExpiry, sessionID,
        merchantName

    /// The property in a sentence for a person.
    package var words: String {
        switch self {
        case .customerName: "customer name"
        case .amount: "amount"
        case .orderNumber: "order number"
        case .checkoutLink: "checkout link"
        case .checkoutLinkExpiry: "expiry of the checkout link"
        case .sessionID: "session id"
        case .merchantName: "merchant's name"
        }
    }
}
