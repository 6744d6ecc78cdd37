extension PaymentState {
    /// The state in a sentence for a person.
    package var words: String {
        switch self {
        case .captureQueued: "capture queued"
        case .captureRejected: "capture rejected"
        case .refundQueued: "refund queued"
        case .refundRejected: "refund rejected"
        case .voidQueued: "void queued"
        case .voidRejected: "void rejected"
        default: rawValue
        }
    }
}

extension Phase {
    /// The phase in a sentence for a person.
    package var words: String {
        switch self {
        case .prePayment: "pre-payment"
        case .postPayment: "post-payment"
        }
    }
}

extension Plugin {
    /// The plugin in a sentence for a person.
    package var words: String {
        switch self {
        case .paymentRequest: "payment request"
        case .eCommerce: "e-commerce"
        }
    }
}

extension SessionAttribute {
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
