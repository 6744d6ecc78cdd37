extension EndReason {
    /// The status of a notification that ended so.
    package var status: NotificationStatus {
        switch self {
        case .delivered: .delivered
        case .read: .read
        case .superseded: .superseded
        case .expired: .expired
        case .cancelled, .channelConflict: .cancelled
        case .unresolved: .unresolved
        case .failed: .failed
        case .providerRejected, .undeliverable, .notSent: .dead
        }
    }
}

extension HoldReason {
    /// Why a template with the status holds notifications; nil: it does not.
    package init?(_ status: TemplateStatus) {
        switch status {
        case .approved: return nil
        case .unverified: self = .templateUnverified
        case .unapproved, .mismatch: self = .templateUnapproved
        case .paused: self = .templatePaused
        case .drifted: self = .templateDrifted
        }
    }

    /// The same as a decision's reason.
    package var reason: Reason {
        switch self {
        case .templateUnverified: .templateUnverified
        case .templateUnapproved: .templateUnapproved
        case .templatePaused: .templatePaused
        case .templateDrifted: .templateDrifted
        case .paused: .paused
        case .authenticatorUnproven: .authenticatorUnproven
        case .illegalTransition: .illegalTransition
        case .restored: .restored
        }
    }
}

extension Notification {
    /// The notification after its end.
    package func ended(as reason: EndReason, at now: Timestamp) -> Notification {
        entering(reason.status, reason.name, code: reason.code, at: now)
    }

    /// The notification while it waits to be armed; never due after it expires.
    package func pending(dueAt: Timestamp, code: Int = 0, at now: Timestamp) -> Notification {
        var next = entering(.pending, "", code: code, at: now)
        next.dueAt = min(dueAt, expiresAt)
        return next
    }

    /// Stands for the reason of one that Meta refused and that is kept: pending, and tried again.
    package static let refusedReason = "REFUSED"

    /// Whether Meta refused it with a code that may be about more than this message.
    package var isKept: Bool { status == .pending && statusReason == Self.refusedReason }

    /// The notification as it waits to be known whether it was refused for what it is; tried again at
    /// the moment.
    func kept(until moment: Timestamp, code: Int, at now: Timestamp) -> Notification {
        var next = entering(.pending, Self.refusedReason, code: code, at: now)
        next.dueAt = min(moment, expiresAt)
        return next
    }

    /// The notification after a message of the same template, armed at the moment, was taken; nil:
    /// nothing changes.
    ///
    /// If Meta takes the template's messages, this one was refused for what it is.
    package func afterAcceptance(
        ofOneArmedAt moment: Timestamp, at now: Timestamp
    ) -> Notification? {
        guard isKept, updatedAt < moment else { return nil }
        return ended(as: .providerRejected(code: code), at: now)
    }

    /// The notification once it is known that Meta refuses all of its template's, or of its number's: it
    /// waits with them; nil: nothing changes.
    package func afterStop(at now: Timestamp) -> Notification? {
        isKept ? pending(dueAt: dueAt, code: code, at: now) : nil
    }

    /// The notification with a status that has no reason.
    func entering(_ status: NotificationStatus, code: Int = 0, at now: Timestamp) -> Notification {
        entering(status, "", code: code, at: now)
    }

    /// The notification with a status and its reason.
    func entering(
        _ status: NotificationStatus, _ reason: String, code: Int, at now: Timestamp
    ) -> Notification {
        var next = self
        next.status = status
        next.statusReason = reason
        next.code = code
        next.updatedAt = now
        return next
    }
}
