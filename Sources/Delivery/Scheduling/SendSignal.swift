import Notifications

/// What the end of a send says of its number.
enum SendSignal: Hashable, Sendable {
    /// Meta took it.
    case accepted
    /// Meta refused it for what it was.
    case answered
    /// No usable answer, or one that says to come again.
    case failed
    /// No connection.
    case notSent
    /// Meta stops the number, or it for this merchant alone; nil: for as long as usual.
    case stop(SenderStop.Cause, code: Int, for: Duration?)
    /// Meta refused it with a code that nobody knows.
    case unclassified
    /// Nothing: a limit that has its own remedy.
    case nothing

    init(_ result: SendResult) {
        switch result {
        case .accepted: self = .accepted
        case .notSent: self = .notSent
        case .unknown: self = .failed
        case .refused(let code, let refusal, _): self.init(refusal, code: code)
        }
    }

    private init(_ refusal: RefusalClass, code: Int) {
        switch refusal {
        // Meta's answer about one template that is still synchronised says nothing of the number.
        case .retry where code == ErrorCode.templateSynchronising: self = .answered
        case .retry: self = .failed
        case .retryOnce, .stopMessage, .stopRecipient, .pauseTemplate, .stopTemplate,
            .doubtTemplate:
            self = .answered
        case .senderBusy(let pause): self = .stop(.busy, code: code, for: pause)
        case .accountRate(let pause): self = .stop(.accountRate, code: code, for: pause)
        case .stopSender(let cause): self = .stop(cause, code: code, for: nil)
        case .unclassified: self = .unclassified
        case .pairLimit, .throughput: self = .nothing
        }
    }
}
