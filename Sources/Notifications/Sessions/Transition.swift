/// How the state of a call relates to the session's current one.
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
        switch (new.facts.role, current) {
        case (.operation, _): self = .operation
        case (_, nil): self = .advance
        case (_, new): self = .again
        case (let role, let current?): self = Self.between(current, new, role)
        }
    }

    /// Whether the state is the session's current one after the change.
    package var isCurrent: Bool { self == .advance || self == .again || self == .anomaly }

    /// Whether the session's current state changes.
    package var becomesCurrent: Bool { self == .advance || self == .anomaly }

    /// The relation of two states of the session that are not the same.
    private static func between(
        _ current: PaymentState, _ new: PaymentState, _ role: StateFacts.Role
    ) -> Transition {
        switch (current.facts.role, role) {
        case (.step(let currentRank), .step(let rank)):
            rank == currentRank ? .illegal : rank > currentRank ? .advance : .stale
        case (.step, .close(let after)): after.contains(current) ? .advance : .illegal
        case (.close, _), (.operation, _), (_, .operation):
            // A payment after the end is real: somebody paid for what was closed.
            new == .authorized || new == .paid ? .anomaly : .stale
        }
    }
}
