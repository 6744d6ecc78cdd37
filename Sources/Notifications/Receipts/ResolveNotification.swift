/// What a person found out about a message whose outcome nobody knew.
package enum Resolution: Hashable, Sendable {
    /// Meta has it.
    case sent
    /// Meta does not have it.
    case notSent

    /// As the audit names it.
    package var name: String {
        switch self {
        case .sent: "SENT"
        case .notSent: "NOT_SENT"
        }
    }
}

/// Settles a notification whose newest attempt had no answer, by a person's word.
package struct ResolveNotification: Hashable, Sendable {
    package var reference: NotificationReference
    package var resolution: Resolution
    package var actor: ActorName

    /// Checks the fields of a request; the resolution is nil where none was given.
    ///
    /// Throws `invalid` with every violation.
    package static func checked(
        merchant: String, notification: String, resolution: Resolution?, actor: String
    ) throws(Refusal) -> ResolveNotification {
        var check = FieldChecker()
        let reference = check.reference(merchant: merchant, notification: notification)
        let resolution = check.require(resolution, "resolution")
        let actor = check.actor(actor)
        guard check.isClean, let resolution else { throw check.refusal }
        return ResolveNotification(reference: reference, resolution: resolution, actor: actor)
    }

    /// What to write.
    package struct Effects: Hashable, Sendable {
        package var notification: Notification
        /// nil: the word is about one that is not known, which a restore has lost.
        package var attempt: Attempt?
    }

    /// The notification and its newest attempt as they stand afterwards.
    ///
    /// What was not sent goes once more while that is of use, else it ends. Throws `notFound`, or
    /// `forbidden` unless nobody knows what became of it.
    package func decide(
        _ notification: Notification?, newest attempt: Attempt?, at now: Timestamp
    ) throws(Refusal) -> Effects {
        guard let notification else { throw .notFound(.notification) }
        guard notification.status == .uncertain || notification.status == .unresolved else {
            throw .forbidden(
                Refusal.Forbidden(
                    reason: "NOT_UNCERTAIN",
                    message: "The notification is \(notification.status.rawValue): only one whose "
                        + "outcome nobody knows can be resolved."))
        }
        var attempt = attempt?.result == .uncertain ? attempt : nil
        attempt?.detail = "a person resolved it as \(resolution.name)"
        switch resolution {
        case .sent:
            attempt?.result = .accepted
            return Effects(
                notification: notification.entering(.accepted, at: now), attempt: attempt)
        case .notSent:
            attempt?.result = .ruledOut
            let isOfUse = notification.expiresAt > now && !notification.isWithdrawn
            return Effects(
                notification: isOfUse
                    ? notification.sentOnceMore(at: now)
                    : notification.ended(as: .notSent, at: now),
                attempt: attempt)
        }
    }
}
