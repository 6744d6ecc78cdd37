/// Hands a message to Meta, once: it never repeats a request by itself.
package protocol MessageSender: Sendable {
    /// Sends and says what is known of the outcome; always returns, by a deadline of its own.
    func send(_ message: OutboundMessage, from account: SenderAccount) async -> SendResult
}

/// What is known of a send.
package enum SendResult: Hashable, Sendable {
    /// Meta has the message. It may hold it back for an assessment of the template.
    case accepted(MessageID, isHeld: Bool)
    /// Meta said no, with its code (0 without one).
    case refused(code: Int, RefusalClass, detail: String)
    /// Proved: no byte of it reached Meta.
    case notSent(detail: String)
    /// It may have been accepted. The code is Meta's where there was one, else 0.
    case unknown(code: Int, detail: String)
}

/// What a refusal means for later sends.
package enum RefusalClass: Hashable, Sendable {
    /// The message may be sent again, not before the delay; nil for the usual schedule.
    case retry(after: Duration?)
    /// This message can never be sent.
    case stopMessage
    /// Nothing can be sent to this recipient.
    case stopRecipient
    /// Meta paused the template: the message waits for it.
    case pauseTemplate
    /// Nothing can be sent with this template.
    case stopTemplate
    /// Nothing can be sent from this account until a person mends it: the message waits.
    case stopAccount
    /// Meta's table does not have the code: two more tries, then the end.
    case unclassified
}
