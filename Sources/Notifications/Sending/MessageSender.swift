/// Hands a message to Meta, once: it never repeats a request by itself.
package protocol MessageSender: Sendable {
    /// Sends and reports the outcome; always returns, by a deadline of its own.
    ///
    /// Calls `onLeave` once at most, just before the first byte of the message leaves.
    func send(
        _ message: OutboundMessage, from account: SenderAccount,
        onLeave: @escaping @Sendable () -> Void
    ) async -> SendResult
}

/// The outcome of a send, as far as the answer tells.
package enum SendResult: Hashable, Sendable {
    /// Meta has the message. It may hold it back for an assessment of the template.
    case accepted(MessageID, isHeld: Bool, names: CustomerNames = .none)
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
    /// The message may be sent once more, not before the delay.
    case retryOnce(after: Duration)
    /// Too many messages to this recipient: this one waits, the longer the more often.
    case pairLimit
    /// The number sent faster than Meta takes it.
    case throughput
    /// The number takes nothing for that long.
    case senderBusy(Duration)
    /// The account or the app made too many calls; the next may come after that time.
    case accountRate(Duration)
    /// It seems to be about this message, and may be about the template or the number: see
    /// ``RefusalRuns``.
    case stopMessage
    /// It is about this recipient: the message ends, and nobody else's.
    case stopRecipient
    /// Meta paused the template: the message waits for it.
    case pauseTemplate
    /// Nothing can be sent with this template: the message waits for it.
    case stopTemplate
    /// As ``stopMessage``, and Meta is asked whether the template is still ours before another one
    /// leaves.
    case doubtTemplate
    /// Nothing can be sent from the number, or with its token, until something changes: the message
    /// waits.
    case stopSender(SenderStop.Cause)
    /// Meta's table does not have the code: as ``stopMessage``.
    case unclassified
}

extension RefusalClass {
    /// Whether it may be about more than the message: if messages of others are refused with the same
    /// code, it is.
    package var mayConcernOthers: Bool {
        switch self {
        case .stopMessage, .doubtTemplate, .unclassified, .retryOnce: true
        case .retry, .pairLimit, .throughput, .senderBusy, .accountRate, .stopRecipient,
            .pauseTemplate, .stopTemplate, .stopSender:
            false
        }
    }

    /// Whether what follows depends on how often it came in a row.
    var dependsOnRepeats: Bool {
        switch self {
        case .pairLimit, .retryOnce: true
        case .retry, .throughput, .senderBusy, .accountRate, .stopMessage, .stopRecipient,
            .pauseTemplate, .stopTemplate, .doubtTemplate, .stopSender, .unclassified:
            false
        }
    }
}
