extension AttemptReport {
    /// Decides; jitter, 0 to 1, was drawn for this call to spread the next try.
    ///
    /// A report that comes twice, or after a receipt settled the attempt, changes nothing.
    package func decide(
        notification: Notification, attempt: Attempt, at now: Timestamp, jitter: Double
    ) -> Effects {
        var effects = Effects(notification: notification, attempt: attempt, templateStatus: nil)
        if case .accepted(let message, let isHeld) = result {
            effects.accept(message, isHeld: isHeld, at: now)
            return effects
        }
        guard attempt.result == .armed else { return effects }
        effects.attempt.endedAt = now
        switch result {
        case .accepted:
            break
        case .refused(let code, let refusal, let detail):
            effects.attempt.end(.refused, code: code, detail: detail)
            effects.refuse(code, refusal, at: now, jitter: jitter)
        case .notSent(let detail):
            effects.attempt.end(.notSent, code: 0, detail: detail)
            effects.retry(after: effects.notSentDelay(jitter), code: 0, at: now)
        case .unknown(let code, let detail):
            effects.attempt.end(.uncertain, code: code, detail: detail)
            effects.doubt(code, at: now)
        }
        return effects
    }
}

extension AttemptReport.Effects {
    fileprivate mutating func accept(_ message: MessageID, isHeld: Bool, at now: Timestamp) {
        guard attempt.result != .refused, attempt.result != .notSent else { return }
        attempt.result = .accepted
        attempt.endedAt = attempt.endedAt ?? now
        attempt.message = attempt.message ?? message
        if isHeld { attempt.detail = Attempt.qualityHold }
        let followed = notification.following(attempt, at: now)
        if followed.isHeldAfter(notification) { templateStatus = .unverified }
        notification = followed
    }

    fileprivate mutating func refuse(
        _ code: Int, _ refusal: RefusalClass, at now: Timestamp, jitter: Double
    ) {
        switch refusal {
        case .retry(let after):
            spendAndRetry(notBefore: after ?? .zero, code: code, at: now, jitter: jitter)
        case .unclassified where notification.attemptsSpent < RetrySchedule.unclassifiedRetries:
            spendAndRetry(notBefore: .zero, code: code, at: now, jitter: jitter)
        case .pairLimit, .throughput:
            retry(after: .seconds(6), code: code, at: now)
        case .senderBusy(let pause), .accountRate(let pause):
            retry(after: pause, code: code, at: now)
        case .stopSender:
            let delay = RetrySchedule.afterAccountStopped(tries: unspentTries, jitter: jitter)
            retry(after: delay, code: code, at: now)
        case .pauseTemplate:
            templateStatus = .paused
            continueWaiting(at: now) { $0.held(for: .templatePaused, code: code, at: now) }
        case .doubtTemplate:
            templateStatus = .unverified
            end(code, at: now)
        case .stopTemplate:
            templateStatus = .unapproved
            end(code, at: now)
        case .stopMessage, .stopRecipient, .unclassified:
            end(code, at: now)
        }
    }

    fileprivate mutating func doubt(_ code: Int, at now: Timestamp) {
        guard notification.status == .armed else { return }
        notification = notification.standing(.uncertain, code: code, at: now)
    }

    fileprivate mutating func retry(after delay: Duration, code: Int, at now: Timestamp) {
        continueWaiting(at: now) { $0.pending(dueAt: now + delay, code: code, at: now) }
    }

    fileprivate func notSentDelay(_ jitter: Double) -> Duration {
        RetrySchedule.afterNotSent(tries: unspentTries, jitter: jitter)
    }

    private mutating func spendAndRetry(
        notBefore: Duration, code: Int, at now: Timestamp, jitter: Double
    ) {
        notification.attemptsSpent += 1
        let usual = RetrySchedule.afterRefusal(number: notification.attemptsSpent, jitter: jitter)
        retry(after: max(usual, notBefore), code: code, at: now)
    }

    private mutating func end(_ code: Int, at now: Timestamp) {
        guard notification.status == .armed else { return }
        notification = notification.ended(as: .providerRejected(code: code), at: now)
    }

    /// What was withdrawn meanwhile ends here instead of waiting for another try.
    private mutating func continueWaiting(
        at now: Timestamp, _ waiting: (Notification) -> Notification
    ) {
        guard notification.status == .armed else { return }
        notification =
            notification.isWithdrawn
            ? notification.ended(as: .superseded, at: now) : waiting(notification)
    }

    private var unspentTries: Int { notification.attemptNumber - notification.attemptsSpent }
}

extension Attempt {
    /// The detail of an accepted message that Meta keeps back while it assesses the template.
    package static let qualityHold = "held_for_quality_assessment"

    fileprivate mutating func end(_ result: AttemptResult, code: Int, detail: String) {
        self.result = result
        self.code = code
        self.detail = detail
    }
}
