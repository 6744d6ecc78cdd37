extension AttemptReport {
    /// Whether the attempts before this one count for the decision.
    package var looksBack: Bool {
        switch result {
        case .refused(_, let refusal, _): refusal.dependsOnRepeats
        case .accepted, .notSent, .unknown: false
        }
    }

    /// Decides; jitter, 0 to 1, was drawn for this call to spread the next try.
    ///
    /// `earlier` are the notification's attempts before this one, oldest first; may be empty unless
    /// ``looksBack``. A report that comes twice, or after a receipt settled the attempt, changes nothing.
    package func decide(
        notification: Notification, attempt: Attempt, earlier: [Attempt], at now: Timestamp,
        jitter: Double
    ) -> AttemptEffects {
        var effects = AttemptEffects(
            notification: notification, attempt: attempt, templateStatus: nil)
        if case .accepted(let message, let isHeld, _) = result {
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
            let repeats = earlier.reversed().prefix { $0.result == .refused && $0.code == code }
            effects.refuse(code, refusal, repeats: repeats.count, at: now, jitter: jitter)
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

extension AttemptEffects {
    fileprivate mutating func accept(_ message: MessageID, isHeld: Bool, at now: Timestamp) {
        guard attempt.result != .refused, attempt.result != .notSent else { return }
        let before = attempt
        attempt.result = .accepted
        attempt.endedAt = attempt.endedAt ?? now
        attempt.message = attempt.message ?? message
        if isHeld { attempt.detail = Attempt.qualityHold }
        let followed = notification.following(attempt, over: before, at: now)
        if followed.waitsAgain(after: notification) { templateStatus = .unverified }
        notification = followed
    }

    /// What follows a refusal that has come `repeats` times in a row before.
    fileprivate mutating func refuse(
        _ code: Int, _ refusal: RefusalClass, repeats: Int, at now: Timestamp, jitter: Double
    ) {
        switch refusal {
        case .retry(let after):
            spendAndRetry(notBefore: after ?? .zero, code: code, at: now, jitter: jitter)
        case .retryOnce(let after) where repeats == 0:
            spendAndRetry(notBefore: after, code: code, at: now, jitter: jitter)
        case .pairLimit:
            retry(after: RetrySchedule.afterPairLimit(repeats: repeats), code: code, at: now)
        case .throughput:
            retry(after: RetrySchedule.afterThroughput, code: code, at: now)
        case .senderBusy(let pause), .accountRate(let pause):
            retry(after: pause, code: code, at: now)
        case .stopSender:
            retry(after: RetrySchedule.afterSenderStopped, code: code, at: now)
        // Refused is proof of not sent: what is refused for its template waits for it.
        case .pauseTemplate:
            templateStatus = .paused
            retry(after: .zero, code: code, at: now)
        case .stopTemplate:
            templateStatus = .unapproved
            retry(after: .zero, code: code, at: now)
        case .doubtTemplate:
            templateStatus = .unverified
            keep(code, at: now, jitter: jitter)
        case .stopMessage, .unclassified, .retryOnce:
            keep(code, at: now, jitter: jitter)
        case .stopRecipient:
            end(code, at: now)
        }
    }

    /// Keeps the message until it is known whether it was refused for what it is.
    private mutating func keep(_ code: Int, at now: Timestamp, jitter: Double) {
        guard notification.status == .armed else { return }
        notification.attemptsSpent += 1
        let delay = RetrySchedule.afterKept(number: notification.attemptsSpent, jitter: jitter)
        notification =
            notification.isWithdrawn
            ? notification.ended(as: .superseded, at: now)
            : notification.kept(until: now + delay, code: code, at: now)
    }

    fileprivate mutating func doubt(_ code: Int, at now: Timestamp) {
        guard notification.status == .armed else { return }
        notification = notification.uncertain(code: code, at: now)
    }

    fileprivate mutating func retry(after delay: Duration, code: Int, at now: Timestamp) {
        guard notification.status == .armed else { return }
        // What was withdrawn meanwhile ends here instead of waiting for another try.
        notification =
            notification.isWithdrawn
            ? notification.ended(as: .superseded, at: now)
            : notification.pending(dueAt: now + delay, code: code, at: now)
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
