/// How to treat a message that Meta seems not to have, without proof.
package enum UncertainPolicy: String, CaseIterable, Hashable, Sendable {
    /// It is not sent again: a person decides.
    case preferSilence
    /// It is sent once more; the customer may get it twice.
    case preferDelivery

    /// The policy where a binding says nothing.
    package static func usual(in phase: Phase?) -> UncertainPolicy {
        phase == .postPayment ? .preferDelivery : .preferSilence
    }
}
