/// Lets a notification go that is held for a person's decision.
package struct ReleaseNotification: Hashable, Sendable {
    package var reference: NotificationReference
    package var actor: ActorName

    package init(reference: NotificationReference, actor: ActorName = .unknown) {
        self.reference = reference
        self.actor = actor
    }

    /// Checks the fields of a request; throws `invalid` with every violation.
    package static func checked(
        merchant: String, notification: String, actor: String
    ) throws(Refusal) -> ReleaseNotification {
        var check = FieldChecker()
        let reference = check.reference(merchant: merchant, notification: notification)
        let actor = check.optionalActor(actor)
        try check.finish()
        return ReleaseNotification(reference: reference, actor: actor)
    }

    /// The notification as it stands afterwards: pending, due at once.
    ///
    /// Its queue may be held, and then it waits for that. Takes the notification as people see it.
    /// Throws `notFound`, or `forbidden` unless it is held for a person.
    package func decide(
        _ notification: Notification?, at now: Timestamp
    ) throws(Refusal) -> Notification {
        guard let notification else { throw .notFound(.notification) }
        guard notification.status == .held else {
            throw .forbidden(
                Refusal.Forbidden(
                    reason: "NOT_HELD",
                    message: "The notification is \(notification.status.rawValue), not held."))
        }
        switch HoldReason(rawValue: notification.statusReason) {
        case .illegalTransition, .restored: break
        case .paused:
            throw .forbidden(
                Refusal.Forbidden(
                    reason: "PAUSED",
                    message: "The notification waits because a person paused what it belongs to, "
                        + "and goes when that is resumed."))
        case nil, .templateUnverified, .templateUnapproved, .templatePaused, .templateDrifted,
            .authenticatorUnproven:
            throw .forbidden(
                Refusal.Forbidden(
                    reason: "WAITS_FOR_TEMPLATE",
                    message: "The notification waits for its template "
                        + "(\(notification.statusReason)) and goes when Meta has approved that."))
        }
        return notification.pending(dueAt: now, at: now)
    }
}

/// Withdraws a notification that has not been sent.
package struct CancelNotification: Hashable, Sendable {
    package var reference: NotificationReference
    package var actor: ActorName

    package init(reference: NotificationReference, actor: ActorName = .unknown) {
        self.reference = reference
        self.actor = actor
    }

    /// Checks the fields of a request; throws `invalid` with every violation.
    package static func checked(
        merchant: String, notification: String, actor: String
    ) throws(Refusal) -> CancelNotification {
        var check = FieldChecker()
        let reference = check.reference(merchant: merchant, notification: notification)
        let actor = check.optionalActor(actor)
        try check.finish()
        return CancelNotification(reference: reference, actor: actor)
    }

    /// The notification as it stands afterwards: cancelled.
    ///
    /// Throws `notFound`, or `forbidden` unless it is unsent.
    package func decide(
        _ notification: Notification?, at now: Timestamp
    ) throws(Refusal) -> Notification {
        guard let notification else { throw .notFound(.notification) }
        guard notification.status.isUnsent else {
            throw .forbidden(
                Refusal.Forbidden(
                    reason: "NOT_UNSENT",
                    message: "The notification is \(notification.status.rawValue): only one that "
                        + "is held or pending can be cancelled."))
        }
        return notification.ended(as: .cancelled, at: now)
    }
}

/// Ends a notification whose time ran out.
package struct ExpireNotification: Hashable, Sendable {
    package var reference: NotificationReference

    package init(reference: NotificationReference) { self.reference = reference }

    /// The notification as it stands afterwards: held and pending expire, uncertain becomes
    /// unresolved; nil for no change.
    package func decide(_ notification: Notification, at now: Timestamp) -> Notification? {
        guard notification.expiresAt <= now else { return nil }
        return switch notification.status {
        case .held, .pending: notification.ended(as: .expired, at: now)
        case .uncertain: notification.ended(as: .unresolved, at: now)
        case .armed, .accepted, .sent, .delivered, .read, .failed, .dead, .unresolved, .superseded,
            .expired, .cancelled:
            nil
        }
    }
}
