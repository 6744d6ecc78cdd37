extension Notification {
    /// Whether it was not sent in a backup that was put back: since then it may have been.
    package var isRestored: Bool {
        status == .uncertain && statusReason == HoldReason.restored.rawValue
    }

    /// The notification after its data were put back from a backup; nil: nothing changes.
    ///
    /// What had not ended by the backup may have been sent since, by the file that was lost. A receipt
    /// settles it, or a person; it is looked at again when its time is up.
    package func restored(at now: Timestamp) -> Notification? {
        switch status {
        case .held, .pending, .armed, .uncertain:
            var next = entering(.uncertain, HoldReason.restored.rawValue, code: code, at: now)
            next.dueAt = expiresAt
            return next
        case .accepted, .sent, .delivered, .read, .failed, .dead, .unresolved, .superseded,
            .expired,
            .cancelled:
            return nil
        }
    }
}

// Attempts that the lost file made.
extension Notification {
    /// Whether an attempt may have been made that a restore at the moment has lost, and a receipt of it
    /// counts: it waits for a word, or to be sent once more because a person gave theirs.
    package func awaitsLostAttempts(since restoredAt: Timestamp) -> Bool {
        guard createdAt < restoredAt else { return false }
        return isRestored || status == .unresolved || status == .pending && resends > 0
    }

    /// Counts an attempt that a receipt tells of; nobody knows of it more than its token.
    package mutating func addLostAttempt(_ token: AttemptToken) -> Attempt {
        attemptNumber += 1
        return Attempt(
            number: attemptNumber, token: token, armedAt: createdAt, endedAt: nil,
            result: .uncertain, code: 0, detail: "made after the backup that was put back",
            message: nil, template: "", renderedText: "", receipts: [])
    }
}

extension NotificationStatus {
    /// What a restore makes uncertain.
    package static let unsettled: [NotificationStatus] = [.held, .pending, .armed, .uncertain]
}
