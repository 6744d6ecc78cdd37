/// Looks at a notification whose newest attempt had no answer, and settles it if the evidence allows.
package struct ResolveUncertain: Hashable, Sendable {
    package var reference: NotificationReference

    package init(reference: NotificationReference) { self.reference = reference }

    /// Messages that may be sent once more without a person's decision.
    package static let resendsMax = 1

    /// What is stored about it, and what is known of its number.
    package struct Snapshot: Sendable {
        package var notification: Notification
        /// The newest one; nil: none is known, as may be after a restore.
        package var attempt: Attempt?
        /// The one that speaks for it; nil: none is left.
        package var binding: TemplateBinding?
        /// nil without an attempt.
        package var evidence: ChannelEvidence?

        package init(
            notification: Notification, attempt: Attempt?, binding: TemplateBinding?,
            evidence: ChannelEvidence?
        ) {
            self.notification = notification
            self.attempt = attempt
            self.binding = binding
            self.evidence = evidence
        }
    }

    /// What follows.
    package enum Verdict: Hashable, Sendable {
        /// It is not uncertain any more.
        case settled
        /// Nothing proves either yet: look again then.
        case wait(until: Timestamp)
        /// It stands differently.
        case change(Notification)
    }

    /// Decides; without evidence the only end is that of its time.
    ///
    /// After a restore silence is no evidence: Meta repeats nothing that the lost file has acknowledged.
    package func decide(_ snapshot: Snapshot, at now: Timestamp) -> Verdict {
        let notification = snapshot.notification
        guard notification.status == .uncertain else { return .settled }
        if notification.expiresAt <= now {
            return .change(notification.ended(as: .unresolved, at: now))
        }
        guard !notification.isRestored, let attempt = snapshot.attempt,
            let evidence = snapshot.evidence
        else { return .wait(until: notification.expiresAt) }
        guard evidence.speaksAgainst(attempt, at: now) else {
            let next = evidence.nextLook(at: attempt, after: now)
            return .wait(until: min(next, notification.expiresAt))
        }
        if notification.isWithdrawn {
            return .change(notification.ended(as: .superseded, at: now))
        }
        let policy =
            snapshot.binding?.uncertainPolicy ?? .usual(in: notification.state.phase)
        guard policy == .preferDelivery, notification.resends < Self.resendsMax else {
            return .change(notification.ended(as: .unresolved, at: now))
        }
        return .change(notification.sentOnceMore(at: now))
    }
}

extension Notification {
    /// The notification after an attempt that nobody knows the outcome of; due for a look at it.
    package func uncertain(code: Int = 0, at now: Timestamp) -> Notification {
        var next = entering(.uncertain, code: code, at: now)
        next.dueAt = min(now + ChannelEvidence.silence, expiresAt)
        return next
    }

    /// The notification as it waits for another attempt after one that seems not to have left.
    func sentOnceMore(at now: Timestamp) -> Notification {
        var next = pending(dueAt: now, at: now)
        next.resends += 1
        return next
    }
}
