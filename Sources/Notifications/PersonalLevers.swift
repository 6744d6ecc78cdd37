/// Lets a notification go that is held for a person's decision.
package struct ReleaseNotification: Hashable, Sendable {
    package var reference: NotificationReference

    package init(reference: NotificationReference) { self.reference = reference }

    /// The notification as it stands afterwards: pending, due at once.
    ///
    /// Throws `notFound`, or `forbidden` unless it is held for a person.
    package func decide(
        _ notification: Notification?, at now: Timestamp
    ) throws(Refusal) -> Notification {
        throw .notFound(.notification)
    }
}

/// Withdraws a notification that has not been sent.
package struct CancelNotification: Hashable, Sendable {
    package var reference: NotificationReference

    package init(reference: NotificationReference) { self.reference = reference }

    /// The notification as it stands afterwards: cancelled.
    ///
    /// Throws `notFound`, or `forbidden` unless it is unsent.
    package func decide(
        _ notification: Notification?, at now: Timestamp
    ) throws(Refusal) -> Notification {
        throw .notFound(.notification)
    }
}

/// Ends a notification whose time ran out.
package struct ExpireNotification: Hashable, Sendable {
    package var reference: NotificationReference

    package init(reference: NotificationReference) { self.reference = reference }

    /// The notification as it stands afterwards: held and pending expire, uncertain becomes
    /// unresolved; nil if nothing is to be done.
    package func decide(_ notification: Notification, at now: Timestamp) -> Notification? {
        nil
    }
}
