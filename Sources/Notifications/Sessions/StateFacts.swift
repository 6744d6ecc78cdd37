/// All that the rules know of a payment state: who adds one has to answer every question here.
package struct StateFacts: Sendable {
    /// What the state is in the life of a payment.
    package enum Role: Sendable {
        /// A step of the payment; of two the one with the higher rank is later.
        case step(rank: Int)
        /// The end of a session whose current state is one of these.
        ///
        /// `invalided` gives way to a payment, because a payment after it wins too: so both orders of
        /// the two calls end in the same state.
        case close(after: [PaymentState])
        /// An operation on a finished payment: email and SMS tell of those.
        case operation
    }

    package let role: Role
    /// The phase of its message; nil: it has none.
    package let phase: Phase?
    /// The states whose unsent notifications are pointless once it is current.
    package let withdraws: [PaymentState]
    /// The state in a sentence for a person.
    package let words: String

    private init(
        _ role: Role, _ words: String, phase: Phase? = nil, withdraws: [PaymentState] = []
    ) {
        self.role = role
        self.phase = phase
        self.withdraws = withdraws
        self.words = words
    }

    fileprivate static let created = StateFacts(.step(rank: 0), "created", phase: .prePayment)
    fileprivate static let pending = StateFacts(.step(rank: 1), "pending")
    fileprivate static let attempted = StateFacts(.step(rank: 2), "attempted")
    fileprivate static let failed = StateFacts(
        .step(rank: 3), "failed", phase: .postPayment, withdraws: [.created])
    fileprivate static let expired = StateFacts(
        .step(rank: 3), "expired", phase: .postPayment, withdraws: [.created])
    fileprivate static let authorized = StateFacts(
        .step(rank: 4), "authorized", phase: .postPayment,
        withdraws: [.created, .failed, .expired])
    fileprivate static let paid = StateFacts(
        .step(rank: 4), "paid", phase: .postPayment, withdraws: [.created, .failed, .expired])
    fileprivate static let cod = StateFacts(.step(rank: 4), "cod", withdraws: [.created])
    fileprivate static let canceled = StateFacts(
        .close(after: [.created, .pending, .attempted, .cod]), "canceled", phase: .postPayment,
        withdraws: [.created])
    fileprivate static let invalided = StateFacts(
        .close(after: [.created, .pending, .attempted, .failed, .expired, .cod]), "invalided",
        withdraws: [.created])
    fileprivate static let captured = StateFacts(.operation, "captured")
    fileprivate static let captureQueued = StateFacts(.operation, "capture queued")
    fileprivate static let captureRejected = StateFacts(.operation, "capture rejected")
    fileprivate static let refunded = StateFacts(.operation, "refunded")
    fileprivate static let refundQueued = StateFacts(.operation, "refund queued")
    fileprivate static let refundRejected = StateFacts(.operation, "refund rejected")
    fileprivate static let voided = StateFacts(.operation, "voided")
    fileprivate static let voidQueued = StateFacts(.operation, "void queued")
    fileprivate static let voidRejected = StateFacts(.operation, "void rejected")
}

extension PaymentState {
    package var facts: StateFacts {
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

    /// Whether the state is an operation on a finished payment.
    package var isOperation: Bool {
        switch facts.role {
        case .operation: true
        case .step, .close: false
        }
    }

    /// The place of a step in the order of a payment; nil for the others.
    package var rank: Int? {
        switch facts.role {
        case .step(let rank): rank
        case .close, .operation: nil
        }
    }

    /// The phase that a notifying state stands in; nil for the others.
    package var phase: Phase? { facts.phase }

    /// The states whose unsent notifications are pointless once this state is current.
    package var withdraws: [PaymentState] { facts.withdraws }

    /// The state in a sentence for a person.
    package var words: String { facts.words }
}
