/// Why a message cannot be built.
struct RenderingProblem: Error, Hashable, Sendable {
    var reason = Reason.variableMissing
    /// A sentence for a person: what is missing or wrong and how to mend it.
    var message: String
}

/// The values that a template's variables can show for one session.
struct MessageValues: Hashable, Sendable {
    let merchantName: String
    let session: SessionID
    let attributes: SessionAttributes
    /// How far the merchant's zone is east of UTC when the checkout link expires.
    let offsetSeconds: Int

    /// The property as text, such as `14.000 KWD` or `2026-11-22 18:30`; nil: not known.
    func text(of attribute: SessionAttribute) -> String? {
        switch attribute {
        case .customerName: attributes.customerName
        case .amount: attributes.amount?.text
        case .orderNumber: attributes.orderNumber
        case .checkoutLink: attributes.checkoutLink
        case .checkoutLinkExpiry:
            attributes.checkoutLinkExpiresAt.map {
                CivilTime($0, offsetSeconds: offsetSeconds).text
            }
        case .sessionID: session.rawValue
        case .merchantName: merchantName
        }
    }
}

extension SessionAttribute {
    /// Whether its value is a link, which a phone has to find in the text around it.
    var isLink: Bool {
        switch self {
        case .checkoutLink: true
        case .customerName, .amount, .orderNumber, .checkoutLinkExpiry, .sessionID, .merchantName:
            false
        }
    }

    /// Where a caller gives it; nil: it is always there.
    var field: String? {
        switch self {
        case .customerName: "attributes.customer_name"
        case .amount: "attributes.amount"
        case .orderNumber: "attributes.order_number"
        case .checkoutLink: "attributes.checkout_link"
        case .checkoutLinkExpiry: "attributes.checkout_link_expires_at_ms"
        case .sessionID, .merchantName: nil
        }
    }
}
