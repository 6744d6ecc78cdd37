/// How a state that was told of relates to the session's current one.
///
/// The order is by rank alone: `occurred_at` never reorders. The rules are asked from top to bottom
/// and the first that fits decides.
package enum Transition: Hashable, Sendable {
    /// Legal: becomes the current state.
    case advance
    /// The current state once more.
    case again
    /// The session has moved on: recorded, changes nothing.
    case stale
    /// Contradicts the current state: recorded, changes nothing.
    case illegal
    /// A payment after the session was closed: becomes current, and a person has to look at it.
    case anomaly
    /// An operation on a finished payment: never a state of the session.
    case operation

    /// The relation of a state to the current one; nil: the session has none.
    package init(from current: PaymentState?, to new: PaymentState) {
        if new.isOperation {
            self = .operation
        } else if let current {
            self = current == new ? .again : Self.between(current, new)
        } else {
            self = .advance
        }
    }

    /// Whether the state is the session's current one after the change.
    package var isCurrent: Bool { self == .advance || self == .again || self == .anomaly }

    /// Whether the session's current state changes.
    package var becomesCurrent: Bool { self == .advance || self == .anomaly }

    private static func between(_ current: PaymentState, _ new: PaymentState) -> Transition {
        guard let currentRank = current.rank else {
            return new == .authorized || new == .paid ? .anomaly : .stale
        }
        guard let newRank = new.rank else {
            return new.canClose(current) ? .advance : .illegal
        }
        if newRank == currentRank { return .illegal }
        return newRank > currentRank ? .advance : .stale
    }
}

extension PaymentState {
    /// The place in the order of a payment; nil for states that close and for operations.
    package var rank: Int? {
        switch self {
        case .created: 0
        case .pending: 1
        case .attempted: 2
        case .failed, .expired: 3
        case .authorized, .paid, .cod: 4
        default: nil
        }
    }

    /// Whether this closing state is legal after the open one.
    ///
    /// `invalided` gives way to a payment, because a payment after it wins too: so both orders of the
    /// two calls end in the same state.
    fileprivate func canClose(_ current: PaymentState) -> Bool {
        switch self {
        case .canceled: [.created, .pending, .attempted, .cod].contains(current)
        case .invalided: current != .authorized && current != .paid
        default: false
        }
    }

    /// The states whose unsent notifications are pointless once this state is current.
    package var withdraws: [PaymentState] {
        switch self {
        case .authorized, .paid: [.created, .failed, .expired]
        case .canceled, .failed, .expired, .cod, .invalided: [.created]
        default: []
        }
    }
}
