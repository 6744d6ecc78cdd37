extension Notification {
    /// The notification once an accepted attempt of it is believed; `before` is the attempt as it was
    /// until then.
    ///
    /// It only rises: accepted, sent, failed, delivered, read. A receipt that proves a message sent
    /// counts whatever we thought of it; acceptance and failure count for the newest attempt alone,
    /// and only while its outcome is open. Whatever settles an uncertain attempt drops the resend that
    /// has not been armed.
    func following(_ attempt: Attempt, over before: Attempt, at now: Timestamp) -> Notification {
        guard attempt.number == attemptNumber else { return followingOlder(attempt, at: now) }
        if status == .pending, before.result.isDoubtful, resends > 0 {
            var settled = reaching(attempt.progress, at: now)
            settled.resends -= 1
            return settled
        }
        if attempt.wasDroppedByPause, isOpenToFailure || status == .failed {
            return afterDrop(at: now)
        }
        let progress = attempt.progress
        if status == .failed, case .failed(let cause) = progress, cause != code {
            return reaching(progress, at: now)
        }
        guard progress.rank > status.progressRank else { return self }
        guard attempt.isProvedSent || isOpen(to: progress) else { return self }
        return reaching(progress, at: now)
    }

    /// An attempt that has a successor counts for what it proves, never for its failure.
    private func followingOlder(_ attempt: Attempt, at now: Timestamp) -> Notification {
        guard attempt.isProvedSent else { return self }
        let progress = attempt.progress.isFailure ? Progress.sent : attempt.progress
        return progress.rank > status.progressRank ? reaching(progress, at: now) : self
    }

    /// Whether a drop by Meta made it wait for its template: Meta is asked how that stands, because
    /// the news of its approval may have come before.
    func waitsAgain(after before: Notification) -> Bool {
        status == .pending && before.status != .pending
    }

    private func reaching(_ progress: Progress, at now: Timestamp) -> Notification {
        switch progress {
        case .accepted: entering(.accepted, at: now)
        case .sent: entering(.sent, at: now)
        case .failed(let code): ended(as: .failed(code: code), at: now)
        case .delivered: ended(as: .delivered, at: now)
        case .read: ended(as: .read, at: now)
        }
    }

    /// Back to waiting for the template, as a new attempt, while that is of use.
    private func afterDrop(at now: Timestamp) -> Notification {
        if isWithdrawn { return ended(as: .superseded, at: now) }
        if expiresAt > now {
            return pending(dueAt: now, code: ErrorCode.templatePaused, at: now)
        }
        return status == .failed ? self : reaching(.failed(code: ErrorCode.templatePaused), at: now)
    }

    private func isOpen(to progress: Progress) -> Bool {
        switch progress {
        case .accepted: status == .armed || status == .uncertain || status == .unresolved
        case .sent, .failed, .delivered, .read: isOpenToFailure
        }
    }

    private var isOpenToFailure: Bool {
        switch status {
        case .armed, .uncertain, .unresolved, .accepted, .sent: true
        case .held, .pending, .delivered, .read, .failed, .dead, .superseded, .expired, .cancelled:
            false
        }
    }
}

extension Attempt {
    /// Whether Meta kept the message back for an assessment and then dropped it.
    fileprivate var wasDroppedByPause: Bool {
        detail == Self.qualityHold && !isProvedSent
            && progress == .failed(code: ErrorCode.templatePaused)
    }
}

extension AttemptResult {
    /// Whether Meta may have the message although nothing proves it.
    fileprivate var isDoubtful: Bool { self == .uncertain || self == .ruledOut }
}

extension Progress {
    fileprivate var isFailure: Bool { if case .failed = self { true } else { false } }

    fileprivate var rank: Int {
        switch self {
        case .accepted: 1
        case .sent: 2
        case .failed: 3
        case .delivered: 4
        case .read: 5
        }
    }
}

extension NotificationStatus {
    /// The rank of its progress; 0 for what Meta is not known to have.
    fileprivate var progressRank: Int {
        switch self {
        case .accepted: 1
        case .sent: 2
        case .failed: 3
        case .delivered: 4
        case .read: 5
        case .held, .pending, .armed, .dead, .uncertain, .unresolved, .superseded, .expired,
            .cancelled:
            0
        }
    }
}
