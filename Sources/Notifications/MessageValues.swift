/// Why a message cannot be built.
struct RenderingProblem: Error, Hashable, Sendable {
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

extension MessageValues {
    /// What can be said of a property without its text being made.
    enum Soundness: Hashable, Sendable {
        /// Not known.
        case unknown
        /// Its text breaks none of ``ValueRules``.
        case sound
        /// Its text has to be looked at.
        case doubtful
    }

    /// Never sound where ``ValueRules`` find a problem in ``text(of:)``.
    func soundness(of attribute: SessionAttribute) -> Soundness {
        switch attribute {
        case .customerName: Self.soundness(of: attributes.customerName)
        case .amount:
            Self.soundness(of: attributes.amount)
        case .orderNumber: Self.soundness(of: attributes.orderNumber)
        case .checkoutLink: Self.soundness(of: attributes.checkoutLink)
        case .checkoutLinkExpiry: attributes.checkoutLinkExpiresAt == nil ? .unknown : .sound
        case .sessionID: Self.soundness(of: session.rawValue)
        case .merchantName: Self.soundness(of: merchantName)
        }
    }

    private static func soundness(of amount: Money?) -> Soundness {
        guard let amount else { return .unknown }
        return soundness(of: amount.amount) == .sound && soundness(of: amount.currency) == .sound
            ? .sound : .doubtful
    }

    private static func soundness(of text: String?) -> Soundness {
        guard let text else { return .unknown }
        return ValueRules.problem(in: text) == nil ? .sound : .doubtful
    }
}

extension SessionAttribute {
    /// Whether its value is made of digits and Latin letters, whatever the language around it: Arabic
    /// text would put its parts in another order without an isolate around it.
    var isLeftToRight: Bool {
        switch self {
        case .amount, .orderNumber, .checkoutLink, .checkoutLinkExpiry, .sessionID: true
        case .customerName, .merchantName: false
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
