import LocalEnvironment

/// A message that the sandbox accepted, in the order of its acceptance.
struct SoakMessage: Hashable, Sendable {
    var token: String
    /// Meta's id of the number that it left from.
    var number = ""
    /// The customer's `wa_id`.
    var to = ""
    /// By the sandbox's clock; later ones come later in the alphabet too.
    var acceptedAt = ""
    /// Whether the daemon acknowledged a status of it.
    var isTold = false
}

extension SoakMessage {
    init(_ message: SandboxControl.Message) {
        self.init(
            token: message.token ?? "", number: message.phoneNumberID, to: message.to,
            acceptedAt: message.acceptedAt,
            isTold: message.statuses.contains { $0.acknowledged })
    }
}
