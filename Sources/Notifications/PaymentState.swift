/// A state of a payment session.
package enum PaymentState: String, CaseIterable, Hashable, Sendable {
    case created, paid, authorized, canceled, failed, expired
    case pending, attempted, cod, invalided
    case captured, captureQueued, captureRejected
    case refunded, refundQueued, refundRejected
    case voided, voidQueued, voidRejected

    /// The six that a customer can be told of, in the specification's order.
    package static let notifying: [PaymentState] = [
        .created, .paid, .authorized, .canceled, .failed, .expired,
    ]

    /// Whether the state is an operation on a finished payment: email and SMS tell of those.
    package var isOperation: Bool {
        switch self {
        case .captured, .captureQueued, .captureRejected, .refunded, .refundQueued, .refundRejected,
            .voided, .voidQueued, .voidRejected:
            true
        case .created, .paid, .authorized, .canceled, .failed, .expired, .pending, .attempted, .cod,
            .invalided:
            false
        }
    }

    /// The phase that a notifying state stands in; nil for the others.
    package var phase: Phase? {
        switch self {
        case .created: .prePayment
        case .paid, .authorized, .canceled, .failed, .expired: .postPayment
        default: nil
        }
    }
}

/// The side of the payment that a notifying state stands on.
package enum Phase: String, CaseIterable, Hashable, Sendable {
    case prePayment, postPayment

    /// The states of the phase that notify.
    package var states: [PaymentState] {
        PaymentState.notifying.filter { $0.phase == self }
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

    /// Whether a customer can be told of the state: the specification's availability matrix.
    package func notifies(of state: PaymentState) -> Bool {
        state.phase.map(phases.contains) ?? false
    }
}

/// A language of messages.
package enum Language: String, CaseIterable, Hashable, Sendable {
    case english = "en"
    case arabic = "ar"
}
