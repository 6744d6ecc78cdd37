/// Which notifications of a sender number go first: the lanes share its rate by their weights.
package enum Lane: Int, CaseIterable, Hashable, Sendable {
    /// News of a finished attempt to pay.
    case postPayment
    /// Before the payment.
    case prePayment
    /// What people send once more, whatever it tells of.
    case replay

    /// Its turns in a round.
    package var weight: Int {
        switch self {
        case .postPayment: 16
        case .prePayment: 4
        case .replay: 1
        }
    }
}
