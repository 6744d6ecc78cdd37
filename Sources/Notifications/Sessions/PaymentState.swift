/// A state of a payment session.
package enum PaymentState: String, CaseIterable, Hashable, Sendable {
    case created, paid, authorized, canceled, failed, expired
    case pending, attempted, cod, invalided
    case captured, captureQueued, captureRejected
    case refunded, refundQueued, refundRejected
    case voided, voidQueued, voidRejected

    /// The six that a message can tell of, in the specification's order.
    package static let notifying = allCases.filter { $0.phase != nil }
}

/// The side of the payment that a notifying state stands on.
package enum Phase: String, CaseIterable, Hashable, Sendable {
    case prePayment, postPayment

    /// The states of the phase that notify.
    package var states: [PaymentState] {
        PaymentState.notifying.filter { $0.phase == self }
    }

    /// The phase in a sentence for a person.
    package var words: String {
        switch self {
        case .prePayment: "pre-payment"
        case .postPayment: "post-payment"
        }
    }
}

/// Where a payment came from.
package enum Plugin: String, CaseIterable, Hashable, Sendable {
    case paymentRequest, eCommerce

    /// The phases that the plugin notifies in.
    package var phases: [Phase] {
        switch self {
        case .paymentRequest: [.prePayment, .postPayment]
        case .eCommerce: [.postPayment]
        }
    }

    /// Whether a message can tell of the state: the specification's availability matrix.
    package func notifies(of state: PaymentState) -> Bool {
        state.phase.map(phases.contains) ?? false
    }

    /// The plugin in a sentence for a person.
    package var words: String {
        switch self {
        case .paymentRequest: "payment request"
        case .eCommerce: "e-commerce"
        }
    }
}

/// A language of messages.
package enum Language: String, CaseIterable, Hashable, Sendable {
    case english = "en"
    case arabic = "ar"
}
